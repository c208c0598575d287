import type { Dispatch } from '@reduxjs/toolkit';
import { toAppError } from '../../../../contract/errors.ts';
import type { ActionResult, ContainerAction } from '../../../../contract/model/action.ts';
import { notify } from '../../../ui/index.ts';
import { client } from '../../../rpc/index.ts';
import { containerActionsSlice, type Outcome } from './actionsSlice.ts';
import { readBatch } from './readBatch.ts';
import { ACTION_WORDS, counted, doneWord } from './words.ts';
import { t } from '../texts/index.ts';

const { began, ended, graceKnown, outcomeShown } = containerActionsSlice.actions;

export interface Target {
  readonly id: string;
  readonly name: string;
}

export interface ApplyOptions {
  /** The failures are left to the caller, a dialog that stays open; what the engine warns of is said. */
  readonly isQuiet?: boolean;
  /** More to say of those it was done to. */
  readonly doneMessage?: (done: readonly ActionResult[]) => string | undefined;
  /** Says by itself how it went, where all went well. */
  readonly onDone?: (done: readonly ActionResult[]) => void;
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
  { isQuiet = false, doneMessage, onDone }: ApplyOptions = {},
): Promise<readonly ActionResult[]> {
  if (targets.length === 0) return [];
  const ids = targets.map(({ id }) => id);
  const startedAt = Date.now();
  const timeoutSeconds = 'timeoutSeconds' in action ? action.timeoutSeconds : undefined;
  const doing = action.type === 'remove' && action.stopFirst ? 'stop' : action.type;
  const isGraceful = doing === 'stop' || doing === 'restart';
  const graceSeconds = isGraceful ? (timeoutSeconds ?? DEFAULT_GRACE_SECONDS) : undefined;
  dispatch(began({ ids, pending: { type: doing, startedAt, graceSeconds } }));
  if (isGraceful && timeoutSeconds === undefined && ids.length <= MAX_LOOKUPS) learnGrace(dispatch, context, ids);

  const results: ActionResult[] = [];
  try {
    await readBatch({ context, ids, action }, (result) => {
      results.push(underItsName(result, targets));
      dispatch(ended({ ids: [result.id], startedAt }));
    });
  } catch (thrown) {
    const error = toAppError(thrown);
    const answered = new Set(results.map(({ id }) => id));
    for (const { id, name } of targets) if (!answered.has(id)) results.push({ id, name, error });
  } finally {
    dispatch(ended({ ids, startedAt }));
  }
  const hasGone = results.length > 0 && results.every(({ error, warnings }) => !error && !warnings?.length);
  if (hasGone && onDone) onDone(results);
  else if (!isQuiet) tell(dispatch, { context, action, results }, doneMessage?.(results.filter(({ error }) => !error)));
  else warn(action, results);
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

function tell(dispatch: Dispatch, outcome: Outcome, doneMessage: string | undefined): void {
  const { context, action, results } = outcome;
  const unbegun = results.filter(({ error }) => error?.code === 'cancelled').length;
  const failures = results.filter(({ error }) => error && error.code !== 'cancelled');
  const [first] = failures;
  const { verb } = ACTION_WORDS[action.type];
  if (first?.error && failures.length === 1 && results.length === 1) {
    const { error } = first;
    const hint = 'hint' in error && error.hint ? ` ${error.hint}` : '';
    const retry = () => void applyAction(dispatch, context, [first], action);
    notify({
      title: t('Could not {{verb}} {{name}}', { verb: verb.toLowerCase(), name: first.name }),
      message: error.message + hint,
      tone: 'failure',
      action: { label: t('Try again'), run: retry },
    });
  } else if (first) {
    const done = results.length - failures.length - unbegun;
    notify({
      title: t('{{verb}}: {{failures}} of {{counted}} failed', {
        verb,
        failures: failures.length,
        counted: counted(results.length),
      }),
      message:
        done > 0
          ? [`${doneWord(action)} ${counted(done)}.`, doneMessage].filter(Boolean).join(' ')
          : (first.error?.message ?? ''),
      tone: 'failure',
      action: { label: t('Show'), run: () => void dispatch(outcomeShown(outcome)) },
    });
  } else if (unbegun > 0) {
    notify({
      title: t('{{verb}}: cancelled', { verb }),
      message: t('{{action}} {{results}} of {{counted}}.', {
        action: doneWord(action),
        results: results.length - unbegun,
        counted: counted(results.length),
      }),
      tone: 'success',
    });
  } else if (!warn(action, results) && (results.length > 1 || doneMessage !== undefined)) {
    const title = `${doneWord(action)} ${counted(results.length)}`;
    notify({ title, message: doneMessage, tone: 'success' });
  }
}

/** It worked, and still not all is as it was asked for. Gives whether there was anything to say. */
function warn(action: ContainerAction, results: readonly ActionResult[]): boolean {
  const warnings = new Set(results.flatMap((result) => result.warnings ?? []));
  if (warnings.size === 0) return false;
  const [first] = results;
  const subject = results.length === 1 && first ? first.name : counted(results.length);
  notify({
    title: t('{{action}} {{subject}}, but the engine warns', { action: doneWord(action), subject }),
    message: [...warnings].join('\n'),
    isSticky: true,
  });
  return true;
}
