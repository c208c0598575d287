import { toAppError } from '../../../../contract/errors.ts';
import type { StackRef } from '../../../../contract/model/stack.ts';
import { client } from '../../../rpc/index.ts';
import { notify } from '../../../ui/index.ts';
import { t } from '../texts/index.ts';

/** In the file manager; why it could not be is told. */
export async function openFolder(ref: StackRef): Promise<void> {
  await client.stacks.openFolder(ref).catch((thrown: unknown) => {
    notify({ title: t('The folder was not opened.'), message: toAppError(thrown).message, tone: 'failure' });
  });
}
