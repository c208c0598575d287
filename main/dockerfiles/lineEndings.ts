import type { DockerfileFile } from '../../contract/model/dockerfile.ts';

interface Line {
  readonly text: string;
  /** Empty for the last one of a file that does not end with a line break. */
  readonly ending: string;
}

const linesOf = (raw: string): Line[] =>
  Array.from(raw.matchAll(/([^\r\n]*)(\r\n|\r|\n|$)/g), ([, text = '', ending = '']) => ({ text, ending })).filter(
    ({ text, ending }, index, all) => index < all.length - 1 || text !== '' || ending !== '',
  );

export function lineEndingOf(raw: string): DockerfileFile['lineEnding'] {
  const endings = new Set(linesOf(raw).map(({ ending }) => ending));
  endings.delete('');
  if (endings.size > 1 || endings.has('\r')) return 'mixed';
  return endings.has('\r\n') ? 'crlf' : 'lf';
}

export const withNewlines = (raw: string): string => raw.replace(/\r\n|\r/g, '\n');

/**
 * `text`, whose lines end with `\n`, with the line endings of the file that it replaces: lines at the beginning and the
 * end that are the same keep theirs, what is new between them gets the one that most have.
 */
export function withEndingsOf(before: string, text: string): string {
  const old = linesOf(before);
  const fresh = linesOf(text);
  const usual = mostUsual(old);
  let head = 0;
  while (head < old.length && head < fresh.length && old[head]?.text === fresh[head]?.text) head += 1;
  let tail = 0;
  while (
    tail < old.length - head &&
    tail < fresh.length - head &&
    old[old.length - 1 - tail]?.text === fresh[fresh.length - 1 - tail]?.text
  ) {
    tail += 1;
  }
  return fresh
    .map((line, index) => {
      if (line.ending === '') return line.text;
      const kept = index < head ? old[index] : old[index - fresh.length + old.length];
      const isKept = index < head || index >= fresh.length - tail;
      return line.text + ((isKept && kept?.ending) || usual);
    })
    .join('');
}

function mostUsual(lines: readonly Line[]): string {
  const counts = new Map<string, number>();
  for (const { ending } of lines) if (ending !== '') counts.set(ending, (counts.get(ending) ?? 0) + 1);
  const [first] = [...counts].toSorted(([, a], [, b]) => b - a);
  return first?.[0] ?? '\n';
}
