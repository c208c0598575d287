import { cpuAmount, memoryAmount } from '../../../../../contract/commands/amounts.ts';
import { joinWords, splitWords } from '../../../../../contract/commands/words.ts';
import type { NamedValue } from '../../../../../contract/model/run.ts';
import { type Amount, parseCount, parseCpus } from '../../text/amounts.ts';
import { t } from '../../texts/index.ts';

export type Reading<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };

/** A value as a person types it, there and back without a loss. */
export interface Codec<T> {
  readonly write: (value: T) => string;
  readonly read: (text: string) => Reading<T>;
  /** What stands for a text that is refused, where nothing typed is refused as well; it is shown and never sent. */
  readonly nothing?: T;
}

const read = <T>(value: T): Reading<T> => ({ ok: true, value });
const refuse = (message: string): Reading<never> => ({ ok: false, message });

const readAmount = (amount: Amount): Reading<number | undefined> =>
  amount.type === 'invalid' ? refuse(amount.message) : read(amount.type === 'value' ? amount.value : undefined);

/** Nothing typed is nothing said. */
export const optionalText: Codec<string | undefined> = {
  write: (value) => value ?? '',
  read: (text) => read(text === '' ? undefined : text),
};

/** Where an empty text says something else than nothing: `""`. */
export const quotableText: Codec<string | undefined> = {
  write: (value) => (value === '' ? '""' : (value ?? '')),
  read: (text) => read(text === '' ? undefined : text === '""' ? '' : text),
};

export const plainText: Codec<string> = { write: (value) => value, read };

/** Without spaces at its ends: names, addresses, paths. */
export const word: Codec<string> = { write: (value) => value, read: (text) => read(text.trim()) };

export const optionalWord: Codec<string | undefined> = {
  write: (value) => value ?? '',
  read: (text) => read(text.trim() || undefined),
};

/** “yes”, or nothing. */
export const box: Codec<boolean> = { write: (value) => (value ? 'yes' : ''), read: (text) => read(text !== '') };

export const yesOrNo: Codec<boolean | undefined> = {
  write: (value) => (value === undefined ? '' : value ? 'yes' : 'no'),
  read: (text) => read(text === '' ? undefined : text === 'yes'),
};

/** One of these. */
export const oneOf = <T extends string>(values: readonly T[]): Codec<T> => ({
  ...(values[0] !== undefined && { nothing: values[0] }),
  write: (value) => value,
  read: (text) => {
    const value = values.find((one) => one === text);
    return value === undefined ? refuse(t('One of {{values}}.', { values: values.join(', ') })) : read(value);
  },
});

export const maybeOneOf = <T extends string>(values: readonly T[]): Codec<T | undefined> => ({
  write: (value) => value ?? '',
  read: (text) => (text === '' ? read(undefined) : oneOf(values).read(text)),
});

export const count = (what: () => string, range: { min?: number; max?: number } = {}): Codec<number | undefined> => ({
  write: (value) => (value === undefined ? '' : String(value)),
  read: (text) => readAmount(parseCount(text, what(), range)),
});

/** One that must be there; `missing` asks for it. */
export const neededCount = (
  what: () => string,
  missing: () => string,
  range: { min?: number; max?: number } = {},
): Codec<number> => ({
  nothing: 0,
  write: String,
  read: (text) => {
    const reading = count(what, range).read(text);
    return !reading.ok ? reading : reading.value === undefined ? refuse(missing()) : read(reading.value);
  },
});

const BYTES = /^(\d+(?:\.\d+)?)\s*([bkmgt])?(?:i?b)?$/;
const UNIT_BYTES: Readonly<Record<string, number>> = { b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 };

/** `512m`, `1.5g`, `512 MiB`, as the docker CLI reads it; a number alone is bytes, as there. */
export const bytes: Codec<number | undefined> = {
  write: (value) => (value === undefined ? '' : memoryAmount(value)),
  read: (text) => {
    const typed = text.trim().toLowerCase();
    if (typed === '') return read(undefined);
    const [, digits, unit = 'b'] = BYTES.exec(typed) ?? [];
    if (digits === undefined) return refuse(t('Write an amount such as 512m or 1.5g.'));
    return read(Math.floor(Number(digits) * (UNIT_BYTES[unit] ?? 1)));
  },
};

/** As `bytes`; -1 is without end. */
export const bytesOrUnlimited: Codec<number | undefined> = {
  write: bytes.write,
  read: (text) => (text.trim() === '-1' ? read(-1) : bytes.read(text)),
};

export const cpus: Codec<number | undefined> = {
  write: (value) => (value === undefined ? '' : cpuAmount(value)),
  read: (text) => readAmount(parseCpus(text)),
};

const UNIT_MS: readonly (readonly [unit: string, ms: number])[] = [
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
];
const DURATION = /(\d+(?:\.\d+)?)(ms|us|µs|ns|h|m|s)/g;
const SMALL_MS: Readonly<Record<string, number>> = { ms: 1, us: 1e-3, µs: 1e-3, ns: 1e-6 };

/** `30s`, `1m30s`, `500ms`, in milliseconds. */
export const duration: Codec<number | undefined> = {
  write: (value) => {
    if (value === undefined) return '';
    const [unit, ms] = UNIT_MS.find(([, size]) => value % size === 0) ?? ['ms', 1];
    return `${value / ms}${unit}`;
  },
  read: (text) => {
    const typed = text.trim().toLowerCase();
    if (typed === '') return read(undefined);
    if (typed.replaceAll(DURATION, '') !== '')
      return refuse(t('Write a time with its unit, such as 30s, 1m30s or 500ms.'));
    const total = [...typed.matchAll(DURATION)].reduce((sum, [, amount, unit = '']) => {
      const size = UNIT_MS.find(([name]) => name === unit)?.[1] ?? SMALL_MS[unit] ?? 1;
      return sum + Number(amount) * size;
    }, 0);
    return read(total);
  },
};

/** Rights: `1777`. */
export const octal: Codec<number | undefined> = {
  write: (value) => (value === undefined ? '' : value.toString(8)),
  read: (text) => {
    const typed = text.trim();
    if (typed === '') return read(undefined);
    return /^0?[0-7]{1,4}$/.test(typed)
      ? read(Number.parseInt(typed, 8))
      : refuse(t('Rights are written as octal digits, such as 1777.'));
  },
};

function readWords(text: string): Reading<string[]> {
  const split = splitWords(text);
  if (split.ok) return read([...split.words]);
  return refuse(
    split.problem === 'unclosed-quote' ? t('A quote is not closed.') : t('A backslash at the end escapes nothing.'),
  );
}

/** Words, quoted as in a shell. */
export const words: Codec<string[]> = { write: joinWords, read: readWords };

/** Words, or nothing said; `""` says: none at all. */
export const optionalWords: Codec<string[] | undefined> = {
  write: (value) => (value === undefined ? '' : value.length === 0 ? '""' : joinWords(value)),
  read: (text) => {
    const reading = readWords(text);
    if (!reading.ok || reading.value.length === 0) return reading.ok ? read(undefined) : reading;
    return read(reading.value.length === 1 && reading.value[0] === '' ? [] : reading.value);
  },
};

/** `name=value` words. */
export const pairs: Codec<NamedValue[]> = {
  write: (value) => joinWords(value.map(({ name, value: text }) => `${name}=${text}`)),
  read: (text) => {
    const reading = readWords(text);
    if (!reading.ok) return reading;
    const odd = reading.value.find((one) => one.indexOf('=') < 1);
    if (odd !== undefined) return refuse(t('“{{odd}}” is no name=value.', { odd }));
    return read(
      reading.value.map((one) => ({ name: one.slice(0, one.indexOf('=')), value: one.slice(one.indexOf('=') + 1) })),
    );
  },
};

/** Alternatives as words, each a list with commas: `gpu,compute nvidia`. */
export const alternatives: Codec<string[][]> = {
  write: (value) => joinWords(value.map((list) => list.join(','))),
  read: (text) => {
    const reading = readWords(text);
    if (!reading.ok) return reading;
    return read(reading.value.map((one) => (one === '' ? [] : one.split(','))));
  },
};
