import type { Query, Search, Term } from './query.ts';

export type Matches<T> = (item: T) => boolean;

/** `undefined` for a query that everything matches. */
export function matcherOf<T extends object>({ terms }: Query, search: Search<T>): Matches<T> | undefined {
  const fieldTest = (key: string, values: readonly string[]): Matches<T> => {
    const { test } = search.keys.find((known) => known.key === key) ?? NO_KEY;
    const tests = values.map((value) => test(value.toLowerCase(), value));
    return (item) => tests.some((fits) => fits(item));
  };
  const wordTest = (text: string): Matches<T> => {
    const wanted = text.toLowerCase();
    return (item) => textOf(item, search).includes(wanted);
  };
  const termTest = (term: Term): Matches<T> => {
    const test = term.type === 'word' ? wordTest(term.text) : fieldTest(term.key, term.values);
    return term.isNegated ? (item) => !test(item) : test;
  };

  const isSingle = (key: string) => search.keys.some((known) => known.key === key && known.isSingle);
  const tests: Matches<T>[] = [];
  const alternatives = new Map<string, string[]>();
  for (const term of terms) {
    if (term.type === 'field' && !term.isNegated && isSingle(term.key)) {
      alternatives.set(term.key, [...(alternatives.get(term.key) ?? []), ...term.values]);
    } else tests.push(termTest(term));
  }
  for (const [key, values] of alternatives) tests.push(fieldTest(key, values));
  return tests.length === 0 ? undefined : (item) => tests.every((test) => test(item));
}

const NO_KEY = { test: () => () => false };

// Made once for each thing that is ever searched; it goes away with it.
const texts = new WeakMap<object, string>();

function textOf<T extends object>(item: T, search: Search<T>): string {
  const known = texts.get(item);
  if (known !== undefined) return known;
  const text = search.textOf(item);
  texts.set(item, text);
  return text;
}

/** Is part of what is read. */
export const within =
  <T>(read: (item: T) => string | undefined) =>
  (value: string): Matches<T> =>
  (item) =>
    read(item)?.toLowerCase().includes(value) ?? false;

/** `key=value` exactly, or a part of a key. */
export const labelTest =
  <T>(read: (item: T) => Readonly<Record<string, string>>) =>
  (_: string, asTyped: string): Matches<T> => {
    const at = asTyped.indexOf('=');
    if (at < 0) return (item) => Object.keys(read(item)).some((key) => key.includes(asTyped));
    const [key, value] = [asTyped.slice(0, at), asTyped.slice(at + 1)];
    return (item) => Object.hasOwn(read(item), key) && read(item)[key] === value;
  };

/** How often each occurs, the most frequent first. */
export function counted(values: readonly string[]): (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
}
