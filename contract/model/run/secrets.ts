import { isSecretName, isSecretValue } from '../secretName.ts';
import type { RunSettings } from '../run.ts';
import type { NamedValue } from './pairs.ts';

const isSecret = ({ name, value }: NamedValue): boolean =>
  value !== '' && (isSecretName(name) || isSecretValue(name, value));

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

const MASK = '•••';

/**
 * For a screen, a job, the activity log: what a name says to be a secret, and a password in an address or an option, is
 * not readable, and is seen to be there.
 */
export function maskSecrets(settings: RunSettings): RunSettings {
  const masked = withSecrets(settings, MASK);
  return {
    ...masked,
    command: settings.command?.map(maskWord),
    entrypoint: settings.entrypoint?.map(maskWord),
    mounts: masked.mounts.map((mount) => ({ ...mount, driverOptions: mount.driverOptions.map(maskInside) })),
  };
}

/** Whether anything in them would be covered. */
export const hasSecrets = (settings: RunSettings): boolean =>
  JSON.stringify(maskSecrets(settings)) !== JSON.stringify(settings);

/** The options of a file share: `o=username=me,password=x`. */
const maskInside = ({ name, value }: NamedValue): NamedValue => ({
  name,
  value: value.replaceAll(/(password|secret|token)=[^,\s]+/gi, `$1=${MASK}`),
});

/** `--password=x`, `https://me:x@host` */
function maskWord(word: string): string {
  const [, name = '', value = ''] = /^(-{0,2}[\w.-]+)=(.*)$/s.exec(word) ?? [];
  if (name !== '' && isSecretValue(name, value)) return `${name}=${MASK}`;
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(word) && isSecretValue('', word) ? MASK : word;
}

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
