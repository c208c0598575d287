import type { RunSettings } from '../run.ts';
import { isSecretValue } from '../secretName.ts';
import type { NamedValue } from './pairs.ts';

export const MASK = '••••••••';

/** The same settings with every value covered that should not be seen over a shoulder; for texts that are shown. */
export function maskSecrets(settings: RunSettings): RunSettings {
  return {
    ...settings,
    env: mask(settings.env),
    labels: mask(settings.labels),
    annotations: mask(settings.annotations),
    logOptions: mask(settings.logOptions),
    mounts: settings.mounts.map((mount) => ({ ...mount, driverOptions: mask(mount.driverOptions) })),
    command: settings.command?.map(maskWord),
    entrypoint: settings.entrypoint?.map(maskWord),
  };
}

/** Whether anything in them would be covered. */
export const hasSecrets = (settings: RunSettings): boolean =>
  JSON.stringify(maskSecrets(settings)) !== JSON.stringify(settings);

const mask = (pairs: readonly NamedValue[]): NamedValue[] =>
  pairs.map(({ name, value }) => ({
    name,
    // The options of a file share: o=username=me,password=x.
    value: isSecretValue(name, value) ? MASK : value.replaceAll(/(password|secret|token)=[^,\s]+/gi, `$1=${MASK}`),
  }));

/** `--password=x`, `https://me:x@host` */
function maskWord(word: string): string {
  const [, name = '', value = ''] = /^(-{0,2}[\w.-]+)=(.*)$/s.exec(word) ?? [];
  if (name !== '' && isSecretValue(name, value)) return `${name}=${MASK}`;
  return isSecretValue('', word) ? MASK : word;
}
