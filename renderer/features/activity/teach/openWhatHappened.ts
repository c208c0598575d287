import type { Activity } from '../../../../contract/model/event.ts';
import { createOpener } from '../../../ui/index.ts';

/** Which action is to be told of; `last` is the last one of which there is something to tell. */
export type Wanted = { readonly actionId: string } | { readonly jobId: string } | { readonly last: true };

export const whatHappenedOpener = createOpener<Wanted>();

/** Opens the dialog that shows step by step what came of an action. */
export const openWhatHappened = (wanted: Wanted): void => whatHappenedOpener.open(wanted);

/** `actions`: the newest first. */
export function findAction(
  actions: readonly Activity[],
  wanted: Wanted,
  isTold: (action: Activity) => boolean,
): Activity | undefined {
  if ('actionId' in wanted) return actions.find(({ id }) => id === wanted.actionId);
  if ('jobId' in wanted) return actions.find(({ jobId }) => jobId === wanted.jobId);
  return actions.find((action) => action.state !== 'running' && isTold(action));
}
