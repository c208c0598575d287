import type { ComposeValue } from '../edit';
import type { Converted } from './otherForm';
import { HOST, PAIR } from './shortSyntaxes';

/** `- NAME=value`, one by one, as `NAME: value`. */
export function mapOfPairs(texts: readonly (string | undefined)[], key: string): Converted {
  const syntax = key === 'extra_hosts' ? HOST : PAIR;
  const map = new Map<string, ComposeValue>();
  for (const text of texts) {
    const { key: name, value } = (text === undefined ? undefined : syntax.read(text)) ?? {};
    if (name === undefined || name === '') return { why: `“${text ?? ''}” has no name to be a key.` };
    // What stands for a name may hold the “=” itself.
    if (name.includes('$')) return { why: `The name in “${text}” is made of a variable, which no key can be.` };
    if (map.has(name)) return { why: `“${name}” is in the list twice, and a map can have it once.` };
    map.set(name, value ?? null);
  }
  return map.size === 0 ? { why: 'It is empty.' } : { value: Object.fromEntries(map) };
}

/** `NAME: value`, one by one, as `- NAME=value`. */
export function listOfPairs(
  pairs: readonly { readonly key: string; readonly value: ComposeValue }[],
  key: string,
): Converted {
  const list: string[] = [];
  for (const { key: name, value } of pairs) {
    const text = textOf(value);
    if (name === '' || /[=$]/.test(name)) return { why: `“${name}” cannot be the name of an entry of a list.` };
    if (text === undefined) return { why: `The value of “${name}” is no text, and might be written otherwise.` };
    if (key === 'extra_hosts' && value === null) return { why: `“${name}” has no address.` };
    list.push(value === null ? name : `${name}=${text}`);
  }
  return list.length === 0 ? { why: 'It is empty.' } : { value: list };
}

/** As Compose writes it; undefined where that is not sure. */
function textOf(value: ComposeValue): string | undefined {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  return typeof value === 'boolean' || Number.isSafeInteger(value) ? String(value as number | boolean) : undefined;
}
