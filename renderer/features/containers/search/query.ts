import type { ContainerState, HealthStatus } from '../../../../contract/model/container.ts';

export const STATES: readonly ContainerState[] = [
  'running',
  'paused',
  'restarting',
  'created',
  'exited',
  'removing',
  'dead',
];
/** Words that stand for several states. */
export const STATE_GROUPS: Readonly<Record<string, readonly ContainerState[]>> = {
  up: ['running', 'paused', 'restarting'],
  stopped: ['created', 'exited', 'dead'],
};
export const HEALTHS: readonly (HealthStatus | 'none')[] = ['healthy', 'unhealthy', 'starting', 'none'];

export const SEARCH_KEYS = [
  'status',
  'image',
  'name',
  'stack',
  'network',
  'port',
  'label',
  'health',
  'volume',
  'exit',
  'id',
] as const;
export type SearchKey = (typeof SEARCH_KEYS)[number];
const ALIASES: Readonly<Record<string, SearchKey>> = {
  state: 'status',
  project: 'stack',
  is: 'status',
  mount: 'volume',
};

export type Term =
  | { readonly type: 'word'; readonly text: string; readonly isNegated: boolean }
  /** Several values are alternatives: `status:running,paused`. */
  | {
      readonly type: 'field';
      readonly key: SearchKey;
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
export function parseQuery(text: string): Query {
  const terms: Term[] = [];
  const problems: Problem[] = [];
  for (const token of tokenize(text)) {
    const { isNegated } = token;
    if (token.isUnclosed) problems.push({ message: 'A quote is not closed.' });
    const key = keyOf(token.key);
    if (token.key !== undefined && !key) {
      // `redis:7` and `localhost:5000/web` are what people type, too.
      terms.push({ type: 'word', text: `${token.key}:${token.values.join(',')}`, isNegated });
      continue;
    }
    const values = token.values.filter((value) => value !== '');
    if (values.length === 0) continue; // still being typed
    if (!key) terms.push({ type: 'word', text: values.join(','), isNegated });
    else {
      const { accepted, message } = check(key, values);
      if (message !== undefined) problems.push({ message });
      if (accepted.length > 0) terms.push({ type: 'field', key, values: accepted, isNegated });
    }
  }
  return { terms, problems };
}

export function keyOf(text: string | undefined): SearchKey | undefined {
  const lower = text?.toLowerCase();
  return (
    SEARCH_KEYS.find((key) => key === lower) ??
    (lower !== undefined && Object.hasOwn(ALIASES, lower) ? ALIASES[lower] : undefined)
  );
}

function check(key: SearchKey, values: readonly string[]): { accepted: readonly string[]; message?: string } {
  const isValid = VALID[key];
  if (!isValid) return { accepted: values };
  const accepted = values.filter((value) => isValid.test(value));
  const refused = values.find((value) => !isValid.test(value));
  return { accepted, message: refused === undefined ? undefined : `“${refused}” is no ${isValid.what}` };
}

interface Rule {
  readonly test: (value: string) => boolean;
  readonly what: string;
}
const oneOf = (what: string, words: readonly string[]): Rule => ({
  test: (value) => words.some((word) => word.startsWith(value.toLowerCase())),
  what: `${what}. Try ${words.join(', ')}.`,
});
const VALID: Partial<Record<SearchKey, Rule>> = {
  status: oneOf('status', [...STATES, ...Object.keys(STATE_GROUPS)]),
  health: oneOf('health', HEALTHS),
  port: { test: (value) => /^\d{1,5}(-\d{1,5})?$/.test(value), what: 'port. Write 8080 or 8000-9000.' },
  exit: { test: (value) => /^\d{1,3}$/.test(value), what: 'exit code. Write a number such as 137.' },
  id: { test: (value) => /^[0-9a-f]+$/i.test(value), what: 'id. Ids are made of 0–9 and a–f.' },
};

/** As a person would type it; reads back as the same term. */
export function termText(term: Term): string {
  const sign = term.isNegated ? '-' : '';
  return term.type === 'word' ? sign + quoted(term.text) : `${sign}${term.key}:${term.values.map(quoted).join(',')}`;
}

const quoted = (value: string): string =>
  /[\s":,\\]|^-|^$/.test(value) ? `"${value.replaceAll(/["\\]/g, '\\$&')}"` : value;
