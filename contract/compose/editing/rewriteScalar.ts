import type { TextChange } from '../edit';
import { canBePlain } from '../syntax/scalar';
import type { ScalarNode } from '../syntax/tree';
import type { Hand } from './hand';
import { column, indentText, isFirstInLine, lineEnding } from './lines';
import { doubleQuoted, writeLines } from './write';

/** Ways to change a text that stands on several lines, and keep its lines as they are but for those that change. */
export function* rewriteScalar(
  text: string,
  old: ScalarNode,
  value: string,
  hand: Hand,
  isInFlow: boolean,
): Generator<TextChange[]> {
  const isMultiLine = text.slice(old.from, old.to).includes('\n');
  if (!isMultiLine) return;
  if (old.style !== 'literal') {
    const words = changeWords(text, old, value, isInFlow);
    if (words) yield words;
  }
  if (old.header && !isInFlow) {
    const block = rewriteBlock(text, old, old.header, value, hand);
    if (block) yield block;
  }
}

/** Where lines are folded, words are told apart by any space: those that stay are left where they are. */
function changeWords(text: string, old: ScalarNode, value: string, isInFlow: boolean): TextChange[] | undefined {
  const isQuoted = old.style === 'single' || old.style === 'double';
  const from = old.header?.bodyFrom ?? old.from + (isQuoted ? 1 : 0);
  const to = old.to - (isQuoted ? 1 : 0);
  const escape = escaperOf(old);
  const source = [...text.slice(from, to).matchAll(/\S+/g)].map((match) => ({
    word: match[0],
    from: from + match.index,
    to: from + match.index + match[0].length,
  }));
  const before = old.text
    .trimEnd()
    .split(/[ \n]+/)
    .map(escape);
  if (before.length !== source.length || before.some((word, index) => word !== source[index]?.word)) return undefined;
  if (endOf(old.text) !== endOf(value) || /\n/.test(value.trimEnd()) !== /\n/.test(old.text.trimEnd()))
    return undefined;
  // One word alone (`no`) may be no text for parsers of YAML 1.1.
  if (old.style === 'plain' && !/\s/.test(value) && !canBePlain(value, isInFlow)) return undefined;
  const after = value
    .trimEnd()
    .split(/[ \n]+/)
    .map(escape);
  let start = 0;
  while (start < Math.min(before.length, after.length) - 1 && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < Math.min(before.length, after.length) - start - 1 && before.at(-1 - end) === after.at(-1 - end))
    end += 1;
  const first = source[start];
  const last = source[source.length - 1 - end];
  if (!first || !last) return undefined;
  return [{ from: first.from, to: last.to, insert: after.slice(start, after.length - end).join(' ') }];
}

const endOf = (text: string): string => /\n*$/.exec(text)?.[0] ?? '';

function escaperOf({ style }: ScalarNode): (word: string) => string {
  if (style === 'single') return (word) => word.replaceAll("'", "''");
  if (style === 'double') return (word) => doubleQuoted(word).slice(1, -1);
  return (word) => word;
}

/** The same block with other lines: its column and its indicators stay, but for the line ends it keeps. */
function rewriteBlock(
  text: string,
  old: ScalarNode,
  header: { to: number; bodyFrom: number },
  value: string,
  hand: Hand,
): TextChange[] | undefined {
  const outer = outerColumn(text, old);
  const body = text.slice(header.bodyFrom, old.to);
  const head = text.slice(old.from, header.to);
  const digit = /\d/.exec(head)?.[0];
  const indent = digit
    ? Math.max(outer, 0) + Number(digit)
    : (/^([ ]*)\S/m.exec(body)?.[1]?.length ?? Math.max(outer, 0) + hand.mapStep(undefined));
  const folds = old.style === 'folded';
  const written = writeLines(folds ? value.replace(/(\S)\n(?=\S)/g, '$1\n\n') : value, indent, outer, digit);
  if (!written) return undefined;
  const eol = lineEnding(text, old.from);
  const endsLine = body.endsWith('\n');
  const newHead = folds ? written.head.replace('|', '>') : written.head;
  // An indicator order of one’s own (`|2-`, `|-2`) stays when it says the same.
  const sameHead = head.split('').toSorted().join('') === newHead.split('').toSorted().join('');
  return [
    { from: old.from, to: header.to, insert: sameHead ? head : newHead },
    { from: header.bodyFrom, to: old.to, insert: written.lines.join(eol) + (endsLine ? eol : '') },
  ];
}

/** The column of the key or dash that a block scalar belongs to. */
function outerColumn(text: string, { entry }: ScalarNode): number {
  if (!entry.parent) return -1;
  return isFirstInLine(text, entry.from) ? indentText(text, entry.from).length : column(text, entry.from);
}
