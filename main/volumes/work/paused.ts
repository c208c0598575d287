import { AppFailure } from '../../../contract/errors.ts';
import type { Connection } from '../../docker/connection.ts';
import { toFailure } from '../../docker/errors.ts';
import { requestJson } from '../../docker/request.ts';
import { usersOf } from '../users.ts';
import type { Work } from './workLog.ts';

/** Containers stand still for `run` when that is wanted, and go on after it however it ends. */
export async function whilePaused<T>(
  connection: Connection,
  work: Work,
  isWanted: boolean,
  signal: AbortSignal,
  run: () => Promise<T>,
): Promise<T> {
  if (!isWanted) return run();
  try {
    await pauseUsers(connection, work, signal);
    return await run();
  } finally {
    await unpauseAll(connection, work);
  }
}

/** Those that run and have the volume stand still. They are in the record, for `unpauseAll`, also where this rejects. */
export async function pauseUsers(connection: Connection, work: Work, signal: AbortSignal): Promise<void> {
  const users = await usersOf(connection, work.record.volume, signal);
  const running = users.filter(({ state }) => state === 'running');
  const targets = [...new Map(running.map((user) => [user.id, user])).values()];
  // Known before it is so: whatever happens from here on, somebody will unpause them.
  await work.note({ pausedIds: targets.map(({ id }) => id), pausedContainers: targets.map(({ name }) => name) });
  for (const { id } of targets) await pause(connection, id);
}

/** Those that are still paused go on; what is gone or runs already is fine. Those that could not are left in the record. */
export async function unpauseAll(connection: Connection, work: Work): Promise<void> {
  const { pausedIds, pausedContainers } = work.record;
  const left: { readonly id: string; readonly name: string }[] = [];
  for (const [index, id] of pausedIds.entries()) {
    const isDone = await goOn(connection, id).catch(() => false);
    if (!isDone) left.push({ id, name: pausedContainers[index] ?? id });
  }
  await work.note({ pausedIds: left.map(({ id }) => id), pausedContainers: left.map(({ name }) => name) });
}

/** As `unpauseAll`; rejects where some are still paused. */
export async function letGoOn(connection: Connection, work: Work): Promise<void> {
  await unpauseAll(connection, work);
  const { pausedContainers } = work.record;
  if (pausedContainers.length === 0) return;
  throw new AppFailure({
    code: 'conflict',
    message: `${pausedContainers.join(', ')} could not be unpaused.`,
    hint: 'Unpause by hand (`docker unpause`), or restart, then take this up again.',
  });
}

/** One that is gone has no need to be. */
async function pause({ docker, context }: Connection, id: string): Promise<void> {
  await requestJson(docker, { method: 'POST', path: `/containers/${id}/pause` }).catch((thrown: unknown) => {
    if (statusOf(thrown) !== 404) throw toFailure(thrown, { context, kind: 'container', name: id });
  });
}

/**
 * False where it is still paused. The engine answers 409, older ones 500, where it does not run or is not paused any
 * more, and 500 also where it could not do it: so it is asked.
 */
async function goOn({ docker }: Connection, id: string): Promise<boolean> {
  try {
    await requestJson(docker, { method: 'POST', path: `/containers/${id}/unpause` });
    return true;
  } catch (thrown) {
    if (statusOf(thrown) === 404) return true;
    const path = `/containers/${id}/json`;
    const { State } = await requestJson<{ readonly State: { readonly Paused: boolean } }>(docker, {
      method: 'GET',
      path,
    });
    return !State.Paused;
  }
}

const statusOf = (thrown: unknown) => (thrown as { readonly statusCode?: number }).statusCode;
