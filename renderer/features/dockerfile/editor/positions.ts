import type { ChangeSpec, Text } from '@codemirror/state';
import type { Position, Range } from 'vscode-languageserver-types';
import type { Fix } from '../rules/rule.ts';

/** A place that the text does not have (it changed meanwhile) is its nearest one. */
export function offsetAt(doc: Text, { line, character }: Position): number {
  if (line >= doc.lines) return doc.length;
  const at = doc.line(line + 1);
  return Math.min(at.from + character, at.to);
}

export function positionAt(doc: Text, offset: number): Position {
  const line = doc.lineAt(offset);
  return { line: line.number - 1, character: offset - line.from };
}

export const spanOf = (doc: Text, { start, end }: Range): { from: number; to: number } => ({
  from: offsetAt(doc, start),
  to: offsetAt(doc, end),
});

export const changesOf = (doc: Text, { edits }: Fix): ChangeSpec[] =>
  edits.map(({ range, text }) => ({ ...spanOf(doc, range), insert: text }));
