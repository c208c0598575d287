import { t } from '../texts/index.ts';

/** A key that a list can be searched by, as in `image:redis`. */
export interface SearchKey<T> {
  readonly key: string;
  readonly aliases?: readonly string[];
  /** What comes after it, in a few words. */
  readonly help: string;
  /** What can be meant at all; anything if absent. */
  readonly rule?: SearchRule;
  /** A thing has one of these: asked for twice means either. Of the others it can have many: both must be there. */
  readonly isSingle?: boolean;
  /** Makes a test of a value; the first argument is in lower case. */
  readonly test: (value: string, asTyped: string) => (item: T) => boolean;
  /** What there is, with how often. */
  readonly values?: (items: readonly T[]) => readonly SuggestedValue[];
}

export type SuggestedValue = readonly [value: string, count?: number];

export interface SearchRule {
  readonly test: (value: string) => boolean;
  /** “is no …” */
  readonly what: string;
}

/** How the things of one list are searched. */
export interface Search<T> {
  readonly keys: readonly SearchKey<T>[];
  /** What words are looked for in, in lower case; asked once for each thing. */
  readonly textOf: (item: T) => string;
}

type Keys = readonly Pick<SearchKey<never>, 'key' | 'aliases' | 'rule'>[];

export type Term =
  | { readonly type: 'word'; readonly text: string; readonly isNegated: boolean }
  /** Several values are alternatives: `status:running,paused`. */
  | {
      readonly type: 'field';
      readonly key: string;
      readonly values: readonly string[];
      readonly isNegated: boolean;
    };

/** Something that a person probably did not mean. The rest of the query works all the same. */
export interface Problem {
  readonly message: string;
}

export interface Query {
  readonly terms: readonly Term[];
  readonly problems: readonly Problem[];
}

/** A part of the text between spaces, with its place; quotes are taken off the value but kept in `text`. */
export interface Token {
  readonly from: number;
  readonly to: number;
  readonly isNegated: boolean;
  /** Before the first colon that is not in quotes. */
  readonly key?: string;
  /** The alternatives, without their quotes. */
  readonly values: readonly string[];
  readonly isUnclosed: boolean;
}

/** Cuts the text at spaces; quotes hold a part together, and a backslash takes a quote or backslash literally. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    if (/\s/.test(text.charAt(at))) at += 1;
    else {
      const token = readToken(text, at);
      tokens.push(token);
      at = token.to;
    }
  }
  return tokens;
}

function readToken(text: string, from: number): Token {
  const isNegated = text.charAt(from) === '-' && from + 1 < text.length && !/\s/.test(text.charAt(from + 1));
  let at = isNegated ? from + 1 : from;
  let key: string | undefined;
  let isQuoted = false;
  let value = '';
  let wasQuoted = false;
  const values: string[] = [];
  for (; at < text.length; at++) {
    const char = text.charAt(at);
    if (isQuoted && char === '\\' && /["\\]/.test(text.charAt(at + 1))) value += text.charAt(++at);
    else if (char === '"') {
      isQuoted = !isQuoted;
      wasQuoted = true;
    } else if (isQuoted) value += char;
    else if (/\s/.test(char)) break;
    else if (char === ':' && key === undefined && !wasQuoted && value !== '') {
      key = value;
      value = '';
    } else if (char === ',' && key !== undefined) {
      values.push(value);
      value = '';
    } else value += char;
  }
  return { from, to: at, isNegated, key, values: [...values, value], isUnclosed: isQuoted };
}

/** Never throws: what cannot be understood is searched for as text. */
export function parseQuery(text: string, keys: Keys): Query {
  const terms: Term[] = [];
  const problems: Problem[] = [];
  for (const token of tokenize(text)) {
    const { isNegated } = token;
    if (token.isUnclosed) problems.push({ message: t('A quote is not closed.') });
    const key = keyOf(token.key, keys);
    if (token.key !== undefined && !key) {
      // `redis:7` and `localhost:5000/web` are what people type, too.
      terms.push({ type: 'word', text: `${token.key}:${token.values.join(',')}`, isNegated });
      continue;
    }
    const values = token.values.filter((value) => value !== '');
    if (values.length === 0) continue; // still being typed
    if (!key) terms.push({ type: 'word', text: values.join(','), isNegated });
    else {
      const { accepted, message } = check(key.rule, values);
      if (message !== undefined) problems.push({ message });
      if (accepted.length > 0) terms.push({ type: 'field', key: key.key, values: accepted, isNegated });
    }
  }
  return { terms, problems };
}

export function keyOf<K extends Pick<SearchKey<never>, 'key' | 'aliases'>>(
  text: string | undefined,
  keys: readonly K[],
): K | undefined {
  const lower = text?.toLowerCase();
  if (lower === undefined) return undefined;
  return keys.find(({ key }) => key === lower) ?? keys.find(({ aliases }) => aliases?.includes(lower));
}

function check(
  rule: SearchRule | undefined,
  values: readonly string[],
): { accepted: readonly string[]; message?: string } {
  if (!rule) return { accepted: values };
  const accepted = values.filter((value) => rule.test(value));
  const refused = values.find((value) => !rule.test(value));
  return {
    accepted,
    message: refused === undefined ? undefined : t('“{{refused}}” is no {{what}}', { refused, what: rule.what }),
  };
}

/** One of these words, or the beginning of one. */
export const oneOf = (what: () => string, words: readonly string[]): SearchRule => ({
  test: (value) => words.some((word) => word.startsWith(value.toLowerCase())),
  get what() {
    return t('{{what}}. Try {{words}}.', { what: what(), words: words.join(', ') });
  },
});

export const idRule: SearchRule = {
  test: (value) => /^[0-9a-f]+$/i.test(value),
  get what() {
    return t('id. Ids are made of 0–9 and a–f.');
  },
};

/** As a person would type it; reads back as the same term. */
export function termText(term: Term): string {
  const sign = term.isNegated ? '-' : '';
  return term.type === 'word' ? sign + quoted(term.text) : `${sign}${term.key}:${term.values.map(quoted).join(',')}`;
}

const quoted = (value: string): string =>
  /[\s":,\\]|^-|^$/.test(value) ? `"${value.replaceAll(/["\\]/g, '\\$&')}"` : value;
