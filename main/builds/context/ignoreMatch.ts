import type { IgnoreRules } from './ignorePatterns.ts';

/** Which patterns hold for a folder; its entries need not be asked again. Absent for the root. */
export type ParentMatch = readonly boolean[] | undefined;

export interface IgnoreMatch {
  readonly isIgnored: boolean;
  readonly forChildren: ParentMatch;
}

/**
 * Whether a path is left out: the last pattern that holds for it, or for a folder above it, decides. As patternmatcher’s
 * `MatchesUsingParentResults`, with which BuildKit’s client walks a context.
 */
export function matchIgnored({ patterns }: IgnoreRules, path: string, parent: ParentMatch): IgnoreMatch {
  let isIgnored = false;
  const matched = patterns.map((pattern, index) => {
    let isMatch = parent?.[index] ?? false;
    if (!isMatch) {
      // It cannot change anything: it leaves out what is out already, or takes in what is in.
      if (pattern.isException !== isIgnored) return false;
      isMatch = pattern.matches(path);
    }
    if (isMatch) isIgnored = !pattern.isException;
    return isMatch;
  });
  return { isIgnored, forChildren: matched };
}

/** Whether something in a folder that is left out may be taken in again. */
export function mayHoldExceptions({ patterns }: IgnoreRules, folder: string): boolean {
  return patterns.some(({ isException, text }) => {
    if (!isException) return false;
    const fixed = /^[^*?[\\]*/.exec(text)?.[0] ?? '';
    return `${fixed}/`.startsWith(`${folder}/`) || `${folder}/`.startsWith(fixed) || fixed === '';
  });
}
