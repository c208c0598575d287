import { isSecretValue } from '../../../contract/model/secretName.ts';
import type { SettingChange } from '../../../contract/model/stackRun.ts';

/** Settings as short texts by their key; those of maps by `labels.tier`. */
export type Settings = ReadonlyMap<string, string>;

const MASK = '••••••';
const MAX_TEXT = 300;

/** Maps one level deep get a line for each of their keys; what is empty is not there. */
export function flatten(values: Readonly<Record<string, unknown>>): Settings {
  const flat = new Map<string, string>();
  const add = (key: string, value: unknown) => {
    const text = textOf(value);
    if (text !== '' && text !== 'false') flat.set(key, text);
  };
  for (const [key, value] of Object.entries(values)) {
    if (!isMap(value)) add(key, value);
    else for (const [name, inner] of Object.entries(value)) add(`${key}.${name}`, inner ?? '(from the environment)');
  }
  return flat;
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(textOf).join(' ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean);
}

/** What differs, in the order of the keys; what nobody should read over a shoulder is covered. */
export function compareSettings(before: Settings, after: Settings): SettingChange[] {
  const keys = [...new Set([...before.keys(), ...after.keys()])].sort();
  return keys.flatMap((key) => {
    const [had, has] = [before.get(key), after.get(key)];
    if (had === has) return [];
    const shown = (text: string) =>
      isSecretValue(key.replace(/^[^.]*\./, ''), text)
        ? MASK
        : text.length > MAX_TEXT
          ? `${text.slice(0, MAX_TEXT)}…`
          : text;
    return [{ key, ...(had !== undefined && { before: shown(had) }), ...(has !== undefined && { after: shown(has) }) }];
  });
}
