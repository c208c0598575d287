import type { ComposeValue, TextChange } from '../edit';
import type { Entry, ScalarNode } from '../syntax/tree';
import type { Hand, Quote } from './hand';
import { quotesOf } from './hand';
import { column, contentLineEnd, hasNewline, indentText, isOnLineOf, lineEnd, lineEnding, lineStart } from './lines';
import { rewriteScalar } from './rewriteScalar';
import { isEmptyOrScalar, type Wish, writeBlock, writeFlow, type Written } from './write';

/** Ways to put a value in the place of another, the best first. Which of them says what is meant shows when it is read. */
export function* putValue(text: string, entry: Entry, value: ComposeValue, hand: Hand): Generator<TextChange[]> {
  const old = entry.value;
  const dropsTag = old.tag !== undefined && old.tag.name !== '!override';
  for (const drop of dropsTag ? [false, true] : [false]) {
    if (old.kind === 'scalar' && !old.isEmpty && typeof value === 'string' && !drop) {
      yield* rewriteScalar(text, old, value, hand, isInFlow(entry));
    }
    for (const wish of wishesOf(entry, value)) yield replace(text, entry, write(text, entry, value, hand, wish), drop);
  }
}

/** As the old text was, else as all its neighbours are, else as the file is; what works always comes last. */
function wishesOf(entry: Entry, value: ComposeValue): Wish[] {
  const { value: old, parent } = entry;
  const ofOld = old.kind === 'scalar' && !old.isEmpty ? { style: old.style } : undefined;
  const others = parent?.entries.filter((each) => each !== entry).map((each) => each.value) ?? [];
  const quote = isEmptyOrScalar(value) ? quotesOf(others) : undefined;
  return [ofOld ?? (quote ? { quote } : {}), {}, { style: 'double' }];
}

export const isInFlow = (entry: Entry): boolean => {
  for (let at = entry.parent; at; at = at.entry.parent) if (at.isFlow) return true;
  return false;
};

function write(text: string, entry: Entry, value: ComposeValue, hand: Hand, wish: Wish): Written {
  const old = entry.value;
  const isCollection = !isEmptyOrScalar(value);
  const wasFlow = (old.kind === 'map' || old.kind === 'sequence') && old.isFlow && old.entries.length > 0;
  if (isInFlow(entry) || (isCollection && wasFlow)) {
    const { quote, keyQuote } = flowQuotes(entry);
    const wanted = wish.style || !quote ? wish : { quote };
    return { head: writeFlow(value, hand, wanted, keyQuote), lines: [] };
  }
  const place = {
    column: entry.parent ? column(text, entry.from) : -1,
    hand,
    parent: entry.parent,
    isItem: entry.parent?.kind === 'sequence',
  };
  if (isCollection && !place.isItem && isOnOwnLine(text, entry)) {
    // The value stands on a line below its key: the new one begins in its column.
    const at = column(text, old.from);
    const { lines } = writeBlock(
      value,
      { ...place, column: at - 1, hand: { ...hand, mapStep: () => 1, sequenceStep: () => 1 } },
      wish,
    );
    return { head: (lines[0] ?? '').slice(at), lines: lines.slice(1) };
  }
  return writeBlock(value, place, isCollection && wish.style === 'plain' ? {} : wish);
}

const isOnOwnLine = (text: string, { value, valueAt }: Entry): boolean =>
  value.kind !== 'scalar' || !value.isEmpty
    ? !isOnLineOf(text, valueAt, value) && (value.kind === 'scalar' || value.kind === 'alias' || value.isFlow)
    : false;

/** JSON stays JSON: keys and texts in quotes where those around them are. */
export function flowQuotes(entry: Entry): { quote: Quote | undefined; keyQuote: Quote | undefined } {
  for (let at: Entry | undefined = entry; at; at = at.parent?.entry) {
    const around = at.parent ?? (at.value.kind === 'map' || at.value.kind === 'sequence' ? at.value : undefined);
    if (!around?.isFlow) break;
    const keyQuote = quotesOf(around.entries.flatMap(({ key }) => (key ? [key] : [])));
    const quote = quotesOf(around.entries.map((each) => each.value)) ?? keyQuote;
    if (quote) return { quote, keyQuote: keyQuote ?? (around.kind === 'sequence' ? quote : undefined) };
  }
  return { quote: undefined, keyQuote: undefined };
}

function replace(text: string, entry: Entry, written: Written, dropsTag: boolean): TextChange[] {
  const { value: old, valueAt } = entry;
  const eol = lineEnding(text, valueAt);
  if (!entry.hasValueIndicator) return afterKeyWithoutColon(text, entry, written, eol);
  const tagFrom = dropsTag && old.tag ? old.tag.from : undefined;
  if (old.kind === 'scalar' && old.header)
    return replaceBlockScalar(text, old, old.header, written, tagFrom, eol, valueAt);
  if ((old.kind === 'map' || old.kind === 'sequence') && !old.isFlow) {
    return replaceBlockCollection(text, entry, written, tagFrom, eol);
  }
  if (old.kind === 'scalar' && old.isEmpty) {
    const at = tagFrom ?? valueAt;
    const space = /[ \t\n]/.test(text[at - 1] ?? ' ') ? '' : ' ';
    const changes = [{ from: at, to: valueAt, insert: written.head === '' ? '' : space + written.head }];
    return withLines(text, changes, lineEnd(text, valueAt), written, eol);
  }
  if (written.lines.length > 0 && /\t/.test(text.slice(valueAt, old.from))) {
    // Behind a tab no block can begin: its columns would be none.
    const insert = written.head === '' ? '' : ` ${written.head}`;
    return withLines(text, [{ from: valueAt, to: old.to, insert }], lineEnd(text, old.to), written, eol);
  }
  const from = tagFrom ?? old.from;
  const start =
    written.head === '' && !hasNewline(text, valueAt, old.from) ? behindIndicator(text, tagFrom ?? valueAt) : from;
  return withLines(text, [{ from: start, to: old.to, insert: written.head }], lineEnd(text, old.to), written, eol);
}

const behindIndicator = (text: string, at: number): number =>
  lineStart(text, at) + text.slice(lineStart(text, at), at).trimEnd().length;

function withLines(text: string, changes: TextChange[], at: number, { lines }: Written, eol: string): TextChange[] {
  if (lines.length === 0) return changes;
  return [...changes, { from: at, to: at, insert: eol + lines.join(eol) }];
}

/** The comment behind the header stays. */
function replaceBlockScalar(
  text: string,
  old: ScalarNode,
  header: { to: number; bodyFrom: number },
  { head, lines }: Written,
  tagFrom: number | undefined,
  eol: string,
  valueAt: number,
): TextChange[] {
  const headChange = { from: tagFrom ?? (head === '' ? valueAt : old.from), to: header.to, insert: head };
  const endsLine = old.to > header.bodyFrom && text[old.to - 1] === '\n';
  if (old.to === header.bodyFrom) {
    // An empty block: nothing below the header is its own.
    return withLines(text, [headChange], lineEnd(text, header.to), { head, lines }, eol);
  }
  if (lines.length > 0) {
    return [headChange, { from: header.bodyFrom, to: old.to, insert: lines.join(eol) + (endsLine ? eol : '') }];
  }
  const bodyFrom = endsLine ? header.bodyFrom : contentLineEnd(text, header.bodyFrom);
  return [headChange, { from: bodyFrom, to: old.to, insert: '' }];
}

/** Comments between the key and the first entry stay, and what stands behind the last line. */
function replaceBlockCollection(
  text: string,
  { value: old, valueAt }: Entry,
  { head, lines }: Written,
  tagFrom: number | undefined,
  eol: string,
): TextChange[] {
  const end = contentEnd(text, old.to);
  const untag = tagFrom === undefined || !old.tag ? [] : [{ from: tagFrom, to: old.tag.to, insert: '' }];
  if (isOnLineOf(text, valueAt, old)) {
    return [...untag, { from: old.from, to: end, insert: [head, ...lines].join(eol) }];
  }
  const from = lineStart(text, old.from);
  const put = head === '' ? [] : [{ from: valueAt, to: valueAt, insert: ` ${head}` }];
  if (lines.length > 0) return [...untag, ...put, { from, to: end, insert: lines.join(eol) }];
  return [...untag, ...put, wholeLines(text, from, old.to)];
}

const contentEnd = (text: string, to: number): number => (text[to - 1] === '\n' ? contentLineEnd(text, to) : to);

/** Takes the lines from the one that begins at `from` to the one in which the content ends at `to`. */
export function wholeLines(text: string, from: number, to: number): TextChange {
  const end = contentLineEnd(text, to);
  if (end < text.length) return { from, to: text.indexOf('\n', end) + 1, insert: '' };
  // The last line of a text that ends without a line end: the text goes on to end without one.
  return { from: from === 0 ? 0 : contentLineEnd(text, from), to: text.length, insert: '' };
}

function afterKeyWithoutColon(text: string, entry: Entry, { head, lines }: Written, eol: string): TextChange[] {
  const at = entry.valueAt;
  if (entry.parent?.isFlow) return [{ from: at, to: at, insert: `: ${head}` }];
  const indent = indentText(text, entry.from);
  const end = lineEnd(text, at);
  return withLines(
    text,
    [{ from: end, to: end, insert: `${eol}${indent}: ${head}`.trimEnd() }],
    end,
    { head, lines },
    eol,
  );
}
