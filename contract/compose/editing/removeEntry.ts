import type { TextChange } from '../edit';
import type { Entry } from '../syntax/tree';
import { removeFromFlow } from './flow';
import { column, contentLineEnd, isFirstInLine, isOnLineOf, lineEnd, lineStart, nextLine } from './lines';
import { wholeLines } from './putValue';

/**
 * Ways to take out an entry, the best first. Its lines go, from that of its key or dash to the last of its content, with what
 * stands behind and between them. Comments above and below on lines of their own stay: they may speak of the neighbours.
 */
export function* removeEntry(text: string, entry: Entry): Generator<TextChange[]> {
  const { parent } = entry;
  if (!parent) return;
  if (parent.isFlow) {
    yield removeFromFlow(text, parent, entry);
    return;
  }
  if (parent.entries.length === 1) {
    yield emptied(text, entry);
    return;
  }
  if (isFirstInLine(text, entry.from)) {
    const lines = wholeLines(text, lineStart(text, entry.from), entry.to);
    yield [lines];
    // A block above keeps the line end of its last line.
    const from = lineStart(text, entry.from);
    yield [{ from, to: lines.to, insert: '' }];
    // A comment below that would become text of a block above it goes too.
    yield [{ ...lines, to: behindDeeperComments(text, lines.to, column(text, entry.from)) }];
    return;
  }
  yield* firstBehindDash(text, entry);
}

/** The last one of a collection leaves `{}` or `[]` behind the key. */
function emptied(text: string, entry: Entry): TextChange[] {
  const { parent } = entry;
  if (!parent) return [];
  const insert = parent.kind === 'map' ? '{}' : '[]';
  const { valueAt } = parent.entry;
  if (isOnLineOf(text, valueAt, parent) && (parent.entry.parent || !isFirstInLine(text, parent.from))) {
    return [{ from: parent.from, to: contentEndOf(text, entry), insert }];
  }
  const lines = wholeLines(text, lineStart(text, parent.from), entry.to);
  if (!parent.entry.parent)
    return [{ ...lines, insert: insert + text.slice(contentEndOf(text, entry), lines.to).replace(/^.*/, '') }];
  return [{ from: valueAt, to: valueAt, insert: ` ${insert}` }, lines];
}

const contentEndOf = (text: string, { to }: Entry): number => (text[to - 1] === '\n' ? contentLineEnd(text, to) : to);

/** The first entry of what begins behind a dash (`- a: 1`): the next one moves up, or goes to its own line below comments. */
function* firstBehindDash(text: string, entry: Entry): Generator<TextChange[]> {
  const next = entry.parent?.entries[1];
  if (!next) return;
  const between = nextLine(text, contentEndOf(text, entry));
  if (lineStart(text, next.from) === between) yield [{ from: entry.from, to: next.from, insert: '' }];
  const line = text.slice(lineStart(text, entry.from), entry.from);
  const from = lineStart(text, entry.from) + line.trimEnd().length;
  yield [{ from, to: lineEnd(text, contentEndOf(text, entry)), insert: '' }];
  yield [{ from: entry.from, to: next.from, insert: '' }];
}

function behindDeeperComments(text: string, from: number, indent: number): number {
  let at = from;
  for (;;) {
    const line = /^([ \t]*)#/.exec(text.slice(at, lineEnd(text, at)));
    if (!line || (line[1] ?? '').length <= indent) return at;
    at = nextLine(text, at);
  }
}
