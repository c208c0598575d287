import type { CheckFinding } from '../../../../contract/model/dockerfile.ts';

/**
 * Findings of a text at their lines in the text that it has become: lines that are the same at the beginning and at the
 * end are followed, and what was found between them is left out, since it may be gone.
 */
export function shiftFindings(
  findings: readonly CheckFinding[],
  before: string,
  after: string,
): readonly CheckFinding[] {
  if (before === after) return findings;
  const old = before.split('\n');
  const now = after.split('\n');
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < Math.min(old.length, now.length) - head && old.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  return findings.flatMap((finding) => {
    const { startLine, endLine = startLine } = finding;
    if (startLine === undefined || endLine === undefined) return [];
    if (endLine <= head) return [finding];
    if (startLine <= old.length - tail) return [];
    const by = now.length - old.length;
    return [{ ...finding, startLine: startLine + by, endLine: endLine + by }];
  });
}
