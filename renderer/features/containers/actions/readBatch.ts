import { AppFailure, type AppError } from '../../../../contract/errors.ts';
import type { ActionResult, ContainerAction } from '../../../../contract/model/action.ts';
import { client, follow, isConnectionLost } from '../../../rpc/index.ts';
import { leaveEndToOthers } from '../../jobs/index.ts';
import { t } from '../texts/index.ts';

interface Many {
  readonly context: string;
  readonly ids: readonly string[];
  readonly action: ContainerAction;
}

/**
 * Begins an action and reads its results to the last, over a connection that is lost and comes back: main goes on by
 * itself meanwhile. Resolves when each id has its result; rejects when nothing was begun.
 */
export async function readBatch(
  { context, ids, action }: Many,
  onResult: (result: ActionResult) => void,
): Promise<void> {
  if (isConnectionLost()) throw new AppFailure(LOST);
  const batchId = crypto.randomUUID();
  const left = new Set(ids);
  let hasBegun = false;
  leaveEndToOthers(batchId); // it is told here, with what can be done about it
  await new Promise<void>((resolve, reject) => {
    const stop = follow<ActionResult>({
      open(signal) {
        if (hasBegun) return client.containers.results({ batchId }, { signal });
        hasBegun = true;
        return client.containers.apply({ context, ids: [...ids], action, batchId }, { signal });
      },
      onItem(result) {
        if (!left.delete(result.id)) return;
        onResult(result);
        if (left.size > 0) return;
        stop();
        resolve();
      },
      onError: (error) => reject(new AppFailure(error)),
    });
  });
}

const LOST: AppError = {
  code: 'disconnected',
  get message() {
    return t('The connection to Gantry is lost, so nothing was begun.');
  },
  get hint() {
    return t('Try again when it is back.');
  },
};
