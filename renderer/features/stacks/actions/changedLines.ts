export interface ChangedLine {
  readonly sign: '' | '+' | '−';
  readonly line: string;
}

/** Enough to see where one is. */
const AROUND = 1;

/** The lines that go and those that come, with one line around them; what stays the same in between is left out. */
export function changedLines(before: string, after: string): readonly ChangedLine[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  let start = 0;
  while (start < Math.min(old.length, now.length) && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  const lines = (all: readonly string[], sign: ChangedLine['sign']) => all.map((line) => ({ sign, line }));
  return [
    ...lines(old.slice(Math.max(0, start - AROUND), start), ''),
    ...lines(old.slice(start, old.length - end), '−'),
    ...lines(now.slice(start, now.length - end), '+'),
    ...lines(old.slice(old.length - end, old.length - end + AROUND), ''),
  ];
}
