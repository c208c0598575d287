import type { Edit } from './rule.ts';

/** The text with the edits made; they must not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const offset = ({ line, character }: Edit['range']['start']) =>
    Math.min((starts[line] ?? text.length) + character, text.length);
  const ordered = edits
    .map((edit) => ({ from: offset(edit.range.start), to: offset(edit.range.end), text: edit.text }))
    .toSorted((a, b) => b.from - a.from);
  return ordered.reduce(
    (result, { from, to, text: inserted }) => result.slice(0, from) + inserted + result.slice(to),
    text,
  );
}
