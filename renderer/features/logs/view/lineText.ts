import type { LineView } from '../store/block.ts';

/** What is shown of a long line at first; each “Show more” shows as much again as `MORE_CHARS`. */
export const FIRST_CHARS = 4000;
export const MORE_CHARS = 64_000;

const decoder = new TextDecoder();
const OPENING = new Set([123, 91]); // { [
const CLOSING = new Set([125, 93]); // } ]

export interface LineText {
  /** With its control sequences. */
  readonly text: string;
  /** There is more than is shown. */
  readonly isCut: boolean;
}

/** As much of a line as is shown of it: a line of a megabyte costs no more than a short one. */
export function textOf({ bytes }: LineView, maxChars: number): LineText {
  const isLong = bytes.length > maxChars;
  const text = decoder.decode(isLong ? bytes.subarray(0, maxChars * 4) : bytes);
  return text.length > maxChars ? { text: text.slice(0, maxChars), isCut: true } : { text, isCut: false };
}

export const wholeTextOf = ({ bytes }: LineView): string => decoder.decode(bytes);

/** Looks like an object or an array of JSON, by its first and last byte. */
export function mayBeJson({ bytes }: LineView): boolean {
  let last = bytes.length - 1;
  while (last > 0 && isSpace(bytes[last] ?? 0)) last -= 1;
  let first = 0;
  while (first < last && isSpace(bytes[first] ?? 0)) first += 1;
  return last > first && OPENING.has(bytes[first] ?? 0) && CLOSING.has(bytes[last] ?? 0);
}

const isSpace = (byte: number) => byte === 32 || byte === 13 || byte === 9;
