import { createOpener } from '../../ui/index.ts';

interface UpdatesRequest {
  /** To update its containers at once. */
  readonly reference?: string;
}

export const updatesOpener = createOpener<UpdatesRequest>();

/** Opens the list of tags that have newer images; with one of them, the update of its containers. */
export const openUpdates = (request: UpdatesRequest = {}): void => updatesOpener.open(request);
