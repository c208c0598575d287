import type { RunSettings } from '../run.ts';
import { isSecretValue } from '../secretName.ts';
import type { NamedValue } from './pairs.ts';

export const MASK = '••••••••';

/** The same settings with every value covered that should not be seen over a shoulder; for texts that are shown. */
export const maskSecrets = (settings: RunSettings): RunSettings => cover(settings, MASK);

/** For a file: the names of secrets are kept, their values are not. */
export const withoutSecrets = (settings: RunSettings): RunSettings => cover(settings, '');

/** Whether anything in them would be covered. */
export const hasSecrets = (settings: RunSettings): boolean =>
  JSON.stringify(maskSecrets(settings)) !== JSON.stringify(settings);

/** What `withoutSecrets` takes the values away from, each once. */
export function secretNames(settings: RunSettings): string[] {
  const kept = withoutSecrets(settings);
  const pairs = [
    ...LISTS.map((list) => [settings[list], kept[list]] as const),
    ...mountOptions(settings, kept),
  ].flatMap(([before, after]) =>
    before.filter(({ value }, index) => value !== after[index]?.value).map(({ name }) => name),
  );
  const words = WORDS.flatMap((list) =>
    (settings[list] ?? [])
      .filter((word, index) => word !== kept[list]?.[index])
      .map((word) => /^-{0,2}[\w.-]+(?==)/.exec(word)?.[0] ?? `a word of the ${list}`),
  );
  return [...new Set([...pairs, ...words])];
}

const LISTS = ['env', 'labels', 'annotations', 'logOptions', 'storageOptions'] as const;
const WORDS = ['command', 'entrypoint'] as const;

const mountOptions = (settings: RunSettings, kept: RunSettings) =>
  settings.mounts.map(({ driverOptions }, index) => [driverOptions, kept.mounts[index]?.driverOptions ?? []] as const);

const cover = (settings: RunSettings, by: string): RunSettings => ({
  ...settings,
  env: coverPairs(settings.env, by),
  labels: coverPairs(settings.labels, by),
  annotations: coverPairs(settings.annotations, by),
  logOptions: coverPairs(settings.logOptions, by),
  storageOptions: coverPairs(settings.storageOptions, by),
  mounts: settings.mounts.map((mount) => ({ ...mount, driverOptions: coverPairs(mount.driverOptions, by) })),
  command: settings.command?.map((word) => coverWord(word, by)),
  entrypoint: settings.entrypoint?.map((word) => coverWord(word, by)),
});

const coverPairs = (pairs: readonly NamedValue[], by: string): NamedValue[] =>
  pairs.map(({ name, value }) => ({
    name,
    // The options of a file share: o=username=me,password=x.
    value: isSecretValue(name, value) ? by : value.replaceAll(/(password|secret|token)=[^,\s]+/gi, `$1=${by}`),
  }));

/** `--password=x`, `https://me:x@host` */
function coverWord(word: string, by: string): string {
  const [, name = '', value = ''] = /^(-{0,2}[\w.-]+)=(.*)$/s.exec(word) ?? [];
  if (name !== '' && isSecretValue(name, value)) return `${name}=${by}`;
  return isSecretValue('', word) ? by : word;
}
