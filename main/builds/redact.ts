import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { BuildSettings } from '../../contract/model/build.ts';
import { isSecretName } from '../../contract/model/secretName.ts';
import { folderOf } from './checkSettings.ts';

/** Shorter ones are found in any text, and taking them out would say what they are. */
const LEAST_LENGTH = 4;
const MASK = '******';
/** A secret is a key or a password; of a file of thousands of lines the first are looked for. */
const MAX_PARTS = 500;

/** Takes values of secrets out of a text. */
export type Redact = (text: string) => string;

/** Where there is nothing to hide; known by its identity, so that bytes need not become text. */
export const identity: Redact = (text) => text;

/** Everything that a build is given and nobody is to read: typed values, variables, lines of files. */
export async function secretValues(
  settings: BuildSettings,
  env: Readonly<Record<string, string | undefined>>,
): Promise<readonly string[]> {
  const { secrets, args } = settings;
  const values = args.filter(({ name }) => isSecretName(name)).map(({ value }) => value);
  for (const secret of secrets) {
    if (secret.from === 'value') values.push(secret.value);
    else if (secret.from === 'env') values.push(env[secret.variable] ?? '');
    else values.push(await readFile(path.resolve(folderOf(settings), secret.path), 'utf8').catch(() => ''));
  }
  return values;
}

/** Programs print a secret of several lines line by line. */
export function redactorOf(values: readonly string[]): Redact {
  const parts = new Set(values.flatMap((value) => [value, ...value.split(/\r?\n/)]).map((part) => part.trim()));
  const found = [...parts]
    .filter((part) => part.length >= LEAST_LENGTH)
    .sort((a, b) => b.length - a.length)
    .slice(0, MAX_PARTS);
  if (found.length === 0) return identity;
  const pattern = new RegExp(
    found.map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('|'),
    'g',
  );
  return (text) => text.replaceAll(pattern, MASK);
}

/** As they are kept: with the names of secrets, without their values. */
export const withoutSecrets = (settings: BuildSettings): BuildSettings => ({
  ...settings,
  args: settings.args.map((arg) => (isSecretName(arg.name) ? { ...arg, value: '' } : arg)),
  secrets: settings.secrets.map((secret) => (secret.from === 'value' ? { ...secret, value: '' } : secret)),
});
