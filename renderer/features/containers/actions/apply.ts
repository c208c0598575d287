import type { Dispatch } from '@reduxjs/toolkit';
import { toAppError } from '../../../../contract/errors.ts';
import type { ActionResult, ContainerAction } from '../../../../contract/model/action.ts';
import { client } from '../../../rpc/index.ts';
import { notify } from '../../../ui/index.ts';
import { containerActionsSlice, type Outcome } from './actionsSlice.ts';
import { ACTION_WORDS, counted, doneWord } from './words.ts';

const { began, ended, graceKnown, outcomeShown } = containerActionsSlice.actions;

export interface Target {
  readonly id: string;
  readonly name: string;
}

export interface ApplyOptions {
  /** How the failures are said is left to the caller, a dialog that stays open. */
  readonly isQuiet?: boolean;
}

/** What an engine waits before it kills, where neither the container nor the person says otherwise. */
const DEFAULT_GRACE_SECONDS = 10;
/** For so many the own grace period of each is looked up; a countdown for more is nobody's to read. */
const MAX_LOOKUPS = 12;

/**
 * Does one thing to one or many containers. Their rows say so until the engine has answered for each; failures are
 * told in words, and one does not stop the rest. Never rejects.
 */
export async function applyAction(
  dispatch: Dispatch,
  context: string,
  targets: readonly Target[],
  action: ContainerAction,
  { isQuiet = false }: ApplyOptions = {},
): Promise<readonly ActionResult[]> {
  if (targets.length === 0) return [];
  const ids = targets.map(({ id }) => id);
  const startedAt = Date.now();
  const timeoutSeconds = 'timeoutSeconds' in action ? action.timeoutSeconds : undefined;
  const isGraceful = action.type === 'stop' || action.type === 'restart';
  const graceSeconds = isGraceful ? (timeoutSeconds ?? DEFAULT_GRACE_SECONDS) : undefined;
  dispatch(began({ ids, pending: { type: action.type, startedAt, graceSeconds } }));
  if (isGraceful && timeoutSeconds === undefined && ids.length <= MAX_LOOKUPS) learnGrace(dispatch, context, ids);

  const results: ActionResult[] = [];
  try {
    for await (const result of client.containers.apply({ context, ids, action })) {
      results.push(underItsName(result, targets));
      dispatch(ended({ ids: [result.id], startedAt }));
    }
  } catch (thrown) {
    const error = toAppError(thrown);
    const answered = new Set(results.map(({ id }) => id));
    for (const { id, name } of targets) if (!answered.has(id)) results.push({ id, name, error });
  } finally {
    dispatch(ended({ ids, startedAt }));
  }
  if (!isQuiet) tell(dispatch, { context, action, results });
  return results;
}

/** Of one that is gone meanwhile only this side still knows how it was called. */
const underItsName = (result: ActionResult, targets: readonly Target[]): ActionResult => ({
  ...result,
  name: targets.find(({ id }) => id === result.id)?.name ?? result.name,
});

/** A container may have been given its own grace period, which then counts. */
function learnGrace(dispatch: Dispatch, context: string, ids: readonly string[]): void {
  for (const id of ids) {
    client.containers.inspect({ context, id }).then(
      ({ stopTimeoutSeconds }) => {
        if (stopTimeoutSeconds !== undefined) dispatch(graceKnown({ id, graceSeconds: stopTimeoutSeconds }));
      },
      () => {}, // only the countdown would have been more exact
    );
  }
}

function tell(dispatch: Dispatch, outcome: Outcome): void {
  const { context, action, results } = outcome;
  const failures = results.filter(({ error }) => error);
  const [first] = failures;
  const warnings = results.flatMap((result) => result.warnings ?? []);
  const { verb } = ACTION_WORDS[action.type];
  if (first?.error && failures.length === 1 && results.length === 1) {
    const { error } = first;
    const hint = 'hint' in error && error.hint ? ` ${error.hint}` : '';
    const retry = () => void applyAction(dispatch, context, [first], action);
    notify({
      title: `Could not ${verb.toLowerCase()} ${first.name}`,
      message: error.message + hint,
      tone: 'failure',
      action: { label: 'Try again', run: retry },
    });
  } else if (first) {
    const done = results.length - failures.length;
    notify({
      title: `${verb}: ${failures.length} of ${counted(results.length)} failed`,
      message: done > 0 ? `${doneWord(action)} ${counted(done)}.` : (first.error?.message ?? ''),
      tone: 'failure',
      action: { label: 'Show', run: () => void dispatch(outcomeShown(outcome)) },
    });
  } else if (warnings.length > 0) {
    notify({ title: `${doneWord(action)} ${counted(results.length)}`, message: warnings.join('\n'), tone: 'success' });
  } else if (results.length > 1) {
    notify({ title: `${doneWord(action)} ${counted(results.length)}`, tone: 'success' });
  }
}
