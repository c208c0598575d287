import type { Dispatch } from '@reduxjs/toolkit';
import type { ActionResult, ContainerAction } from '../../../../contract/model/action.ts';
import type { ContainerSummary } from '../../../../contract/model/container.ts';
import { notify } from '../../../ui/index.ts';
import { applyAction } from '../actions/apply.ts';
import { counted, doneWord } from '../actions/words.ts';

interface OnContext {
  readonly context: string;
  readonly items: readonly ContainerSummary[];
}

/**
 * Does one thing to containers of several engines, on all at the same time: none waits for another that is slow or away.
 * What fails is told for its engine, with what can be done about it there; what went well is told once. Never rejects.
 */
export async function applyTogether(
  dispatch: Dispatch,
  groups: readonly OnContext[],
  action: ContainerAction,
): Promise<void> {
  const done: ActionResult[] = [];
  const whole: string[] = [];
  await Promise.all(
    groups.map(({ context, items }) =>
      applyAction(dispatch, context, items, action, {
        onDone(results) {
          done.push(...results);
          whole.push(context);
        },
      }),
    ),
  );
  if (done.length <= 1) return; // the row says enough
  const message = whole.length > 1 ? `On ${whole.join(', ')}.` : undefined;
  notify({
    title: `${doneWord(action)} ${counted(done.length)}`,
    ...(message !== undefined && { message }),
    tone: 'success',
  });
}
