import { toAppError } from '../../../contract/errors.ts';
import type { RemovedContainer } from '../../../contract/model/containerChange.ts';
import { client } from '../../rpc/index.ts';
import { notify } from '../../ui/index.ts';
import { t } from './texts/index.ts';

/** Says that a container is gone, with the way back. */
export async function offerUndo(context: string, name: string, message?: string): Promise<void> {
  const found = await findRemoved(context, name).catch(() => undefined);
  notify({
    title: t('Removed {{name}}', { name }),
    ...(message !== undefined && { message }),
    tone: 'success',
    ...(found && { action: { label: t('Undo'), run: () => void undo(context, found) } }),
  });
}

/** Makes a removed container again; how that ends is in the jobs. */
export async function undo(context: string, { id, name }: Pick<RemovedContainer, 'id' | 'name'>): Promise<void> {
  try {
    await client.containerChanges.undoRemoval({ context, removedId: id });
  } catch (thrown) {
    notify({
      title: t('Could not make {{name}} again', { name }),
      message: toAppError(thrown).message,
      tone: 'failure',
    });
  }
}

async function findRemoved(context: string, name: string): Promise<RemovedContainer | undefined> {
  const abort = new AbortController();
  try {
    for await (const change of client.containerChanges.watchRemoved({ context }, { signal: abort.signal }))
      return (change.type === 'snapshot' ? change.items : change.upserted).find((one) => one.name === name);
    return undefined;
  } finally {
    abort.abort();
  }
}
