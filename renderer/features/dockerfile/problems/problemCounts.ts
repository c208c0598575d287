import type { Severity } from '../rules/rule.ts';

const WORDS: readonly (readonly [Severity, string, string])[] = [
  ['error', 'error', 'errors'],
  ['warning', 'warning', 'warnings'],
  ['info', 'hint', 'hints'],
];

/** `1 error, 3 warnings`. */
export function problemCounts(problems: readonly { readonly severity: Severity }[]): string {
  const parts = WORDS.flatMap(([severity, one, many]) => {
    const count = problems.filter((problem) => problem.severity === severity).length;
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
  });
  return parts.length === 0 ? 'none' : parts.join(', ');
}
