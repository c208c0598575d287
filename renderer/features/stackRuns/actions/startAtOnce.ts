import { toAppError } from '../../../../contract/errors.ts';
import type { StackActionInput } from '../../../../contract/model/stackRun.ts';
import { client } from '../../../rpc/index.ts';
import { notify } from '../../../ui/index.ts';
import type { StackToRun } from '../opening.ts';
import { t } from '../texts/index.ts';

/** Begins what needs no question; how it goes and ends is in the list of jobs. */
export function startAtOnce(stack: StackToRun, action: StackActionInput): void {
  client.stackRuns.start({ stack, action }).catch((thrown: unknown) =>
    notify({
      title: t('{{project}} was left as it is', { project: stack.project }),
      message: toAppError(thrown).message,
      tone: 'failure',
    }),
  );
}
