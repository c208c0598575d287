import { isSecretName } from '../secretName.ts';
import type { RunSettings } from '../run.ts';
import type { NamedValue } from './pairs.ts';

const isSecret = ({ name, value }: NamedValue): boolean => value !== '' && isSecretName(name);

/** The lists of names and values in which a secret is given to a container. */
const LISTS = ['env', 'labels', 'annotations', 'logOptions', 'storageOptions'] as const;

const withSecrets = (settings: RunSettings, value: string): RunSettings => {
  const hide = (pairs: NamedValue[]) => pairs.map((pair) => (isSecret(pair) ? { ...pair, value } : pair));
  return {
    ...settings,
    ...Object.fromEntries(LISTS.map((list) => [list, hide(settings[list])])),
    mounts: settings.mounts.map((mount) => ({ ...mount, driverOptions: hide(mount.driverOptions) })),
  };
};

/** For a screen, a job, the activity log: what a name says to be a secret is not readable, and is seen to be there. */
export const maskSecrets = (settings: RunSettings): RunSettings => withSecrets(settings, '•••');

/** For a file: the names are kept, their values are not. */
export const withoutSecrets = (settings: RunSettings): RunSettings => withSecrets(settings, '');

/** The names whose values `withoutSecrets` takes away. */
export const secretNames = (settings: RunSettings): string[] => [
  ...new Set(
    [...LISTS.map((list) => settings[list]), ...settings.mounts.map(({ driverOptions }) => driverOptions)].flatMap(
      (pairs) => pairs.filter(isSecret).map(({ name }) => name),
    ),
  ),
];
