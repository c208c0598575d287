import { AppFailure } from '../../contract/errors.ts';

/** What reading one image may keep in memory, over all its layers. */
export interface Budget {
  entries: number;
  /** For whole contents of small files, so that looking into them asks nothing of the engine. */
  contentBytes: number;
}

export const newBudget = (): Budget => ({ entries: 2_000_000, contentBytes: 24 * 1024 * 1024 });

/** Files up to this size are kept, as long as the budget lasts. */
export const KEPT_FILE_BYTES = 16 * 1024;

/** Throws `unsupported` when an image has more entries than any real one. */
export function takeEntry(budget: Budget): void {
  budget.entries -= 1;
  if (budget.entries >= 0) return;
  throw new AppFailure({
    code: 'unsupported',
    message: 'This image has more than two million entries in its layers.',
    hint: 'They would not fit into memory. Look at it with docker image save and tar instead.',
  });
}
