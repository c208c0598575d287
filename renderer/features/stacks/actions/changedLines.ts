export interface ChangedLine {
  readonly sign: '' | '+' | '−' | '…';
  readonly line: string;
}

/** Enough to see where one is. */
const AROUND = 1;
/** From here on comparing each line with each would take too long: then all between the first and the last change is shown. */
const MOST_PAIRS = 4_000_000;

/** The lines that go and those that come, with one line around them; what stays the same in between is left out. */
export function changedLines(before: string, after: string): readonly ChangedLine[] {
  const all = compare(before.split('\n'), after.split('\n'));
  const isNear = all.map((_, index) =>
    all.slice(Math.max(0, index - AROUND), index + AROUND + 1).some(({ sign }) => sign !== ''),
  );
  return all.flatMap((line, index) => {
    if (isNear[index]) return [line];
    return isNear[index - 1] && isNear.includes(true, index) ? [{ sign: '…', line: '' }] : [];
  });
}

function compare(old: readonly string[], now: readonly string[]): readonly ChangedLine[] {
  let start = 0;
  while (start < Math.min(old.length, now.length) && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  const [a, b] = [old.slice(start, old.length - end), now.slice(start, now.length - end)];
  const kept = (line: string): ChangedLine => ({ sign: '', line });
  return [...old.slice(0, start).map(kept), ...between(a, b), ...old.slice(old.length - end).map(kept)];
}

/** By their longest common subsequence. */
function between(a: readonly string[], b: readonly string[]): readonly ChangedLine[] {
  const gone = (line: string): ChangedLine => ({ sign: '−', line });
  const come = (line: string): ChangedLine => ({ sign: '+', line });
  if (a.length * b.length > MOST_PAIRS) return [...a.map(gone), ...b.map(come)];
  const width = b.length + 1;
  const common = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      common[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: ChangedLine[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length;) {
    const [old, now] = [a[i], b[j]];
    if (old !== undefined && old === now) {
      lines.push({ sign: '', line: old });
      i += 1;
      j += 1;
    } else if (old !== undefined && (now === undefined || at(i + 1, j) >= at(i, j + 1))) {
      lines.push(gone(old));
      i += 1;
    } else {
      lines.push(come(now ?? ''));
      j += 1;
    }
  }
  return lines;
}
