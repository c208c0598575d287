import type { ComposeValue, TextChange } from '../edit';
import type { CollectionNode, DocumentTree, Entry, YamlNode } from '../syntax/tree';
import { addBelowComments, addToFlow } from './flow';
import { type Hand, quotesOf } from './hand';
import { aboveComments, behindComments, column, isFirstInLine, isOnLineOf, lineEnding, lineStart } from './lines';
import { flowQuotes, putValue } from './putValue';
import { isEmptyOrScalar, type Wish, writeEntry, writeFlow, writeItem, writeKey } from './write';

/** What is added: a pair of a map, or an item of a sequence. */
export interface Addition {
  /** None for an item of a sequence. */
  readonly key: string | undefined;
  readonly value: ComposeValue;
  /** Before the entry that is there now; as many as there are: at the end. */
  readonly index: number;
}

/** Ways to add to a collection that may be empty or not be written at all, the best first. */
export function* addEntry(
  text: string,
  document: DocumentTree,
  container: Entry,
  addition: Addition,
  hand: Hand,
): Generator<TextChange[]> {
  const node = container.value;
  if ((node.kind !== 'map' && node.kind !== 'sequence') || node.entries.length === 0) {
    const whole = addition.key === undefined ? [addition.value] : { [addition.key]: addition.value };
    if (!container.parent && node.kind === 'scalar' && node.isEmpty) {
      yield fillDocument(text, document, addition, hand);
      return;
    }
    if (node.kind !== 'scalar' && node.kind !== 'alias') {
      const written = flowText(container, node, addition, hand, {});
      const isOfKind = (node.kind === 'sequence') === (addition.key === undefined);
      if (isOfKind && /#/.test(text.slice(node.from, node.to))) yield addBelowComments(text, node, written);
    }
    yield* putValue(text, container, whole, hand);
    return;
  }
  for (const wish of wishesOf(node, addition.value)) {
    if (node.isFlow) {
      yield addToFlow(text, node, addition.index, flowText(container, node, addition, hand, wish));
    } else {
      const changes = addToBlock(text, document, node, addition, hand, wish);
      yield changes;
      yield [...changes, ...endingCutOff(text, node)];
    }
  }
}

/** A block that the text ends in without a line end has none; with a line below it has one, unless its header says no (`|-`). */
function endingCutOff(text: string, node: CollectionNode): TextChange[] {
  let last: YamlNode | undefined = node;
  while (last && last.kind !== 'scalar' && last.kind !== 'alias') last = last.entries.at(-1)?.value;
  if (last?.kind !== 'scalar' || !last.header || last.to < text.length || text.endsWith('\n')) return [];
  const { to } = last.header;
  const chomping = text.slice(last.from, to).indexOf('+');
  return [
    chomping < 0
      ? { from: to, to, insert: '-' }
      : { from: last.from + chomping, to: last.from + chomping + 1, insert: '-' },
  ];
}

/** In the quotes that all neighbours have; without; in double quotes. */
function wishesOf(node: CollectionNode, value: ComposeValue): Wish[] {
  const quote = isEmptyOrScalar(value) ? quotesOf(node.entries.map((entry) => entry.value)) : undefined;
  return [quote ? { quote } : {}, {}, { style: 'double' }];
}

function flowText(container: Entry, node: CollectionNode, { key, value }: Addition, hand: Hand, wish: Wish): string {
  const around = node.entries[0] ?? container;
  const { quote, keyQuote } = flowQuotes(around);
  const wanted = wish.style || wish.quote || !quote ? wish : { quote };
  const written = writeFlow(value, hand, wanted, keyQuote);
  return key === undefined ? written : `${writeKey(key, hand, true, keyQuote)}: ${written}`;
}

function addToBlock(
  text: string,
  document: DocumentTree,
  node: CollectionNode,
  addition: Addition,
  hand: Hand,
  wish: Wish,
): TextChange[] {
  const { entries } = node;
  const first = entries[0];
  if (!first) return [];
  const at = column(text, first.from);
  const eol = lineEnding(text, first.from);
  const keyQuote = quotesOf(entries.flatMap(({ key }) => (key ? [key] : [])));
  const lines =
    addition.key === undefined
      ? writeItem(addition.value, at, hand, node, wish)
      : writeEntry(addition.key, addition.value, at, hand, node, wish, keyQuote);
  const gap = hasBlankLinesBetween(text, entries) ? eol : '';
  const before = entries[addition.index - 1];
  if (before) {
    const isLast = addition.index >= entries.length;
    // What is deeper belongs to the entry before; at the end also what is as deep as the entries.
    const indent = isLast && at > 0 ? at : at + 1;
    const end = behindComments(
      text,
      before.to,
      indent,
      isLast ? endOf(document) : (entries[addition.index]?.from ?? text.length),
    );
    return [{ from: end, to: end, insert: gap + eol + lines.join(eol) }];
  }
  if (!isFirstInLine(text, first.from)) {
    // The first entry stands behind a dash: the new one takes its place there.
    const insert = lines.join(eol).slice(at) + eol + gap + ' '.repeat(at);
    return [{ from: first.from, to: first.from, insert }];
  }
  const limit = isOnLineOf(text, node.entry.valueAt, node) ? node.from : lineStart(text, node.from);
  const from = Math.min(aboveComments(text, first.from, node.entry.valueAt), limit);
  return [{ from, to: from, insert: lines.join(eol) + eol + gap }];
}

const endOf = (document: DocumentTree): number => document.contentTo;

/** Whether a blank line stands between the entries, as it does between services. */
function hasBlankLinesBetween(text: string, entries: readonly Entry[]): boolean {
  const [only, another] = entries;
  if (!only) return false;
  // A second section is parted from the first as the services in that are parted from one another.
  if (!another)
    return !only.parent?.entry.parent && only.value.kind === 'map' && hasBlankLinesBetween(text, only.value.entries);
  const blank = entries.slice(1).filter((entry, index) => {
    const between = text.slice(entries[index]?.to ?? 0, entry.from);
    return /\n[ \t]*\r?\n/.test(between);
  });
  return blank.length * 2 > entries.length - 1;
}

/** The first content of a document that has none, or comments only. */
function fillDocument(text: string, document: DocumentTree, { key, value }: Addition, hand: Hand): TextChange[] {
  const end = document.contentTo;
  const lines =
    key === undefined ? writeItem(value, 0, hand, undefined) : writeEntry(key, value, 0, hand, undefined, {});
  const eol = lineEnding(text, 0);
  const isAtLineStart = end === 0 || text[end - 1] === '\n' || text.slice(0, end) === '\ufeff';
  return [{ from: end, to: end, insert: `${isAtLineStart ? '' : eol}${lines.join(eol)}${isAtLineStart ? eol : ''}` }];
}
