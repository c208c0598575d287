import { keyOf, type Search, tokenize } from './query.ts';

export interface Suggestion {
  /** The whole text with the suggestion put in, and where the caret goes. */
  readonly text: string;
  readonly caret: number;
  readonly label: string;
  readonly detail: string;
}

const LIMIT = 8;

/** What could be meant at the caret: keys first, values once there is a key. */
export function suggest<T>(text: string, caret: number, { keys }: Search<T>, items: readonly T[]): Suggestion[] {
  const token = tokenize(text).find(({ from, to }) => from < caret && caret <= to);
  const from = token?.from ?? caret;
  const sign = token?.isNegated ? '-' : '';
  const put = (part: string, label: string, detail: string): Suggestion => {
    const head = text.slice(0, from) + sign + part;
    return { text: head + text.slice(token?.to ?? caret), caret: head.length, label, detail };
  };
  const key = keyOf(token?.key, keys);
  if (token?.key === undefined) {
    const typed = (token?.values[0] ?? '').toLowerCase();
    return keys
      .filter(({ key: name }) => name.startsWith(typed))
      .map(({ key: name, help }) => put(`${name}:`, `${name}:`, help));
  }
  if (!key) return [];
  const last = token.values.at(-1)?.toLowerCase() ?? '';
  const before = token.values.slice(0, -1).map(withQuotes).join(',');
  return (key.values?.(items) ?? [])
    .filter(([value]) => value.toLowerCase().includes(last) && value.toLowerCase() !== last)
    .slice(0, LIMIT)
    .map(([value, count]) => {
      const part = `${token.key}:${before}${before === '' ? '' : ','}${withQuotes(value)} `;
      return put(part, value, count === undefined ? '' : `${count}`);
    });
}

const withQuotes = (value: string): string =>
  /[\s":,\\]/.test(value) ? `"${value.replaceAll(/["\\]/g, '\\$&')}"` : value;
