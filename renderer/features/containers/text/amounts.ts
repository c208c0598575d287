import { t } from '../texts/index.ts';

/** What a person typed for an amount: nothing, a number, or something that is none. */
export type Amount =
  | { readonly type: 'none' }
  | { readonly type: 'value'; readonly value: number }
  | { readonly type: 'invalid'; readonly message: string };

const UNITS: Readonly<Record<string, number>> = { b: 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3, t: 1024 ** 4 };
/** The engine refuses less. */
const LEAST_MEMORY = 6 * 1024 ** 2;

/** `512m`, `1.5g`, `512 MiB`: as the docker CLI reads it; a number alone is bytes, as there. */
export function parseMemory(text: string): Amount {
  const trimmed = text.trim().toLowerCase();
  if (trimmed === '') return { type: 'none' };
  const [, digits, unit = 'b'] = /^(\d+(?:\.\d+)?)\s*([bkmgt])?(?:i?b)?$/.exec(trimmed) ?? [];
  if (digits === undefined) return { type: 'invalid', message: t('Write an amount such as 512m or 1.5g.') };
  const value = Math.floor(Number(digits) * (UNITS[unit] ?? 1));
  if (value > 0 && value < LEAST_MEMORY) return { type: 'invalid', message: t('The engine needs at least 6m.') };
  return { type: 'value', value };
}

/** `0.5`, `2` */
export function parseCpus(text: string): Amount {
  const trimmed = text.trim().replace(',', '.');
  if (trimmed === '') return { type: 'none' };
  const value = Number(trimmed);
  if (!/^\d+(\.\d+)?$/.test(trimmed) || !Number.isFinite(value)) {
    return { type: 'invalid', message: t('Write a number of CPUs such as 0.5 or 2.') };
  }
  if (value > 0 && value < 0.01) return { type: 'invalid', message: t('The engine needs at least 0.01.') };
  return { type: 'value', value };
}

/** Whole numbers from 0; `what` names it in the message. */
export function parseCount(text: string, what: string, { min = 0, max = Number.MAX_SAFE_INTEGER } = {}): Amount {
  const trimmed = text.trim();
  if (trimmed === '') return { type: 'none' };
  const value = Number(trimmed);
  if (!/^-?\d+$/.test(trimmed) || value < min || value > max) {
    const range =
      max === Number.MAX_SAFE_INTEGER ? t('from {{min}}', { min }) : t('from {{min}} to {{max}}', { min, max });
    return { type: 'invalid', message: t('Write {{what}} as a whole number {{range}}.', { what, range }) };
  }
  return { type: 'value', value };
}

/** Bytes as a person would type them: `512m` where that is exact. */
export function memoryText(bytes: number): string {
  if (bytes <= 0) return '';
  for (const unit of ['g', 'm', 'k']) {
    const size = UNITS[unit] ?? 1;
    if (bytes % size === 0) return `${bytes / size}${unit}`;
  }
  return String(bytes);
}

export const messageOf = (amount: Amount): string | undefined =>
  amount.type === 'invalid' ? amount.message : undefined;
export const valueOf = (amount: Amount): number | undefined => (amount.type === 'value' ? amount.value : undefined);
