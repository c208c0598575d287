import type { TextChange } from '../../../../contract/compose/edit.ts';

/** What has to change for `before` to be `after`: one piece, without what is the same at both ends. */
export function smallestChange(before: string, after: string): TextChange | undefined {
  if (before === after) return undefined;
  let from = 0;
  const shortest = Math.min(before.length, after.length);
  while (from < shortest && before[from] === after[from]) from += 1;
  let same = 0;
  while (same < shortest - from && before[before.length - 1 - same] === after[after.length - 1 - same]) same += 1;
  return { from, to: before.length - same, insert: after.slice(from, after.length - same) };
}
