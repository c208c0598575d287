import type { TextChange } from '../edit';
import type { CollectionNode, Entry } from '../syntax/tree';
import { hasNewline, indentText, isFirstInLine, lineEnd, lineEnding, nextLine, lineStart, skipBlank } from './lines';

/** Adds to `[…]` or `{…}` with at least one entry: on its line, or on a line of its own where the others are. */
export function addToFlow(text: string, { entries }: CollectionNode, index: number, written: string): TextChange[] {
  const before = entries[index - 1];
  const after = entries[index];
  if (!before) return after ? addFirst(text, after, written) : [];
  const comma = commaBehind(text, before);
  const eol = lineEnding(text, before.from);
  const isOwnLine = isFirstInLine(text, before.from) && (!after || isFirstInLine(text, after.from));
  const indent = indentText(text, before.from);
  if (comma === undefined) {
    const put = { from: before.to, to: before.to };
    const next = skipBlank(text, before.to);
    if (!isOwnLine || !hasNewline(text, before.to, next)) return [{ ...put, insert: `, ${written}` }];
    const end = lineEnd(text, before.to);
    return [
      { ...put, insert: ',' },
      { from: end, to: end, insert: `${eol}${indent}${written}` },
    ];
  }
  if (!isOwnLine) {
    const space = after && after.from === comma + 1 ? '' : ' ';
    if (after) return [{ from: comma + 1, to: comma + 1, insert: `${space}${written},` }];
    return [{ from: comma + 1, to: comma + 1, insert: `${space}${written},` }];
  }
  const end = lineEnd(text, comma);
  return [{ from: end, to: end, insert: `${eol}${indent}${written},` }];
}

function addFirst(text: string, first: Entry, written: string): TextChange[] {
  if (!isFirstInLine(text, first.from)) return [{ from: first.from, to: first.from, insert: `${written}, ` }];
  const insert = `${written},${lineEnding(text, first.from)}${indentText(text, first.from)}`;
  return [{ from: first.from, to: first.from, insert }];
}

/** Into `[…]` or `{…}` with nothing in it but comments: they stay, on lines of their own above the first entry. */
export function addBelowComments(text: string, { from, to }: CollectionNode, written: string): TextChange[] {
  const end = from + text.slice(from, to - 1).trimEnd().length;
  const at = indentText(text, end);
  const isComment = text[lineStart(text, end) + at.length] === '#';
  const indent = isComment ? at : `${indentText(text, to - 1)}  `;
  return [{ from: end, to: end, insert: `${lineEnding(text, end)}${indent}${written}` }];
}

/** The offset of the comma behind an entry. */
function commaBehind(text: string, entry: Entry): number | undefined {
  const at = skipBlank(text, entry.to);
  return text[at] === ',' ? at : undefined;
}

/** Takes an entry out of `[…]` or `{…}`, with the comma that is then too much and the lines that are then empty. */
export function removeFromFlow(text: string, node: CollectionNode, entry: Entry): TextChange[] {
  const comma = commaBehind(text, entry);
  const previous = node.entries[entry.index - 1];
  const to = comma === undefined ? entry.to : comma + 1;
  const changes: TextChange[] = [];
  if (comma === undefined && previous) {
    const before = commaBehind(text, previous);
    if (before !== undefined) changes.push({ from: before, to: before + 1, insert: '' });
  }
  const rest = text.slice(to, lineEnd(text, to));
  if (isFirstInLine(text, entry.from) && /^[ \t]*(#.*)?$/.test(rest)) {
    changes.push({ from: lineStart(text, entry.from), to: nextLine(text, to), insert: '' });
    return changes;
  }
  const next = node.entries[entry.index + 1];
  if (next && !hasNewline(text, to, next.from)) return [...changes, { from: entry.from, to: next.from, insert: '' }];
  if (!next && previous && !hasNewline(text, previous.to, entry.from)) {
    // The space before it goes too; a comma behind the last one stays.
    const from = comma === undefined ? previous.to : (commaBehind(text, previous) ?? previous.to);
    return [{ from, to: comma === undefined ? entry.to : comma, insert: '' }];
  }
  if (!previous && !next && skipBlank(text, to) < node.to && !text.slice(to, node.to).includes('#')) {
    return [{ from: node.from + 1, to: node.to - 1, insert: '' }];
  }
  return [...changes, { from: entry.from, to, insert: '' }];
}
