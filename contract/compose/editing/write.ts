import type { ComposeValue } from '../edit';
import { entriesOf, isList, numberText } from '../syntax/meaning';
import { canBePlain, NEEDS_ESCAPE } from '../syntax/scalar';
import type { CollectionNode, ScalarStyle } from '../syntax/tree';
import type { Hand, Quote } from './hand';

/** A value as text: what stands behind the key or dash, and the lines below it with their indentation. */
export interface Written {
  readonly head: string;
  readonly lines: readonly string[];
}

/** How a text wants to be written. `quote`: in these quotes even where none are needed. */
export interface Wish {
  readonly style?: ScalarStyle;
  readonly quote?: Quote;
}

/** In double quotes; everything can be written so. */
export function doubleQuoted(text: string): string {
  const json = JSON.stringify(text);
  return json.replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const singleQuoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A text on one line: in the style wished for if it can be, else plain if it may be, else in quotes. */
export function writeText(text: string, hand: Hand, isInFlow: boolean, { style, quote }: Wish = {}): string {
  const canBeSingle = !NEEDS_ESCAPE.test(text) && !/[\n\t]/.test(text);
  const wished = style === 'single' || style === 'double' ? style : quote;
  if (!wished && canBePlain(text, isInFlow)) return text;
  return (wished ?? hand.quote) === 'single' && canBeSingle ? singleQuoted(text) : doubleQuoted(text);
}

/** A scalar, or an empty collection, on one line. */
export function writeScalar(value: ComposeValue, hand: Hand, isInFlow: boolean, wish?: Wish): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return writeText(value, hand, isInFlow, wish);
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean') return String(value);
  return isList(value) ? '[]' : '{}';
}

/** On one line, in brackets and braces. */
export function writeFlow(value: ComposeValue, hand: Hand, wish?: Wish, keyQuote?: Quote): string {
  if (isEmptyOrScalar(value)) return writeScalar(value, hand, true, wish);
  if (isList(value)) return `[${value.map((each) => writeFlow(each, hand, wish, keyQuote)).join(', ')}]`;
  const pairs = entriesOf(value).map(
    ([key, each]) => `${writeKey(key, hand, true, keyQuote)}: ${writeFlow(each, hand, wish, keyQuote)}`,
  );
  return `{${pairs.join(', ')}}`;
}

export function writeKey(key: string, hand: Hand, isInFlow: boolean, quote?: Quote): string {
  return writeText(key, hand, isInFlow, quote ? { quote } : {});
}

export function isEmptyOrScalar(value: ComposeValue): boolean {
  if (value === null || typeof value !== 'object') return true;
  return Object.keys(value).length === 0;
}

export interface Place {
  /** The column of the key or dash that the value belongs to; -1 for a document. */
  readonly column: number;
  readonly hand: Hand;
  /** What the key or dash is in: its neighbours tell the indentation. */
  readonly parent: CollectionNode | undefined;
  readonly isItem: boolean;
}

/** By indentation, on as many lines as it takes. */
export function writeBlock(value: ComposeValue, place: Place, wish?: Wish): Written {
  const { column, hand, parent, isItem } = place;
  if (typeof value === 'string' && value.includes('\n') && wish?.style !== 'double') {
    const block = writeLines(value, column + (isItem ? 2 : hand.mapStep(parent)), column);
    if (block) return block;
  }
  // `data:` and nothing else is how Compose files say it.
  if (value === null && !isItem) return { head: '', lines: [] };
  if (isEmptyOrScalar(value)) return { head: writeScalar(value, hand, false, wish), lines: [] };
  const inner = innerColumn(value, place);
  const lines = isList(value)
    ? value.flatMap((each) => writeItem(each, inner, hand, undefined, wish))
    : entriesOf(value).flatMap(([key, each]) => writeEntry(key, each, inner, hand, undefined, wish));
  return isItem ? { head: (lines[0] ?? '').slice(inner), lines: lines.slice(1) } : { head: '', lines };
}

function innerColumn(value: ComposeValue, { column, hand, parent, isItem }: Place): number {
  if (isItem) return column + hand.dashStep(parent?.kind === 'sequence' ? parent : undefined);
  if (column < 0) return 0;
  return column + (isList(value) ? hand.sequenceStep(parent) : hand.mapStep(parent));
}

/** The lines of a key with its value. */
export function writeEntry(
  key: string,
  value: ComposeValue,
  column: number,
  hand: Hand,
  parent: CollectionNode | undefined,
  wish?: Wish,
  keyQuote?: Quote,
): string[] {
  const { head, lines } = writeBlock(value, { column, hand, parent, isItem: false }, wish);
  const name = writeKey(key, hand, false, keyQuote);
  return [`${' '.repeat(column)}${name}:${head === '' ? '' : ` ${head}`}`, ...lines];
}

/** The lines of an item with its dash. */
export function writeItem(
  value: ComposeValue,
  column: number,
  hand: Hand,
  parent: CollectionNode | undefined,
  wish?: Wish,
): string[] {
  const { head, lines } = writeBlock(value, { column, hand, parent, isItem: true }, wish);
  return [`${' '.repeat(column)}-${' '.repeat(hand.dashStep(parent) - 1)}${head}`, ...lines];
}

/** A literal block (`|`), if the text can be one. `indent` is the column of its lines, `outer` that of its key. */
export function writeLines(text: string, indent: number, outer: number, indicator = ''): Written | undefined {
  const body = text.replace(/\n+$/, '');
  if (body === '' || NEEDS_ESCAPE.test(text) || /^\s*\n/.test(text)) return undefined;
  const ends = text.length - body.length;
  const chomping = ends === 0 ? '-' : ends === 1 ? '' : '+';
  const digit = /^\s/.test(body) ? String(indent - Math.max(outer, 0)) : indicator;
  if (digit.length > 1) return undefined;
  const lines = [...body.split('\n'), ...Array<string>(Math.max(ends - 1, 0)).fill('')];
  return {
    head: `|${digit}${chomping}`,
    lines: lines.map((line) => (line === '' ? '' : ' '.repeat(indent) + line)),
  };
}
