import { createOpener } from '../../ui/index.ts';

interface PullRequest {
  /** To begin from; may be changed. */
  readonly reference?: string;
}

export const pullOpener = createOpener<PullRequest>();

/** Opens the dialog that pulls an image. */
export const openPull = (request: PullRequest = {}): void => pullOpener.open(request);
