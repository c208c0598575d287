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
  const users = await usersOf(connection, work.record.volume, signal);
  const running = users.filter(({ state }) => state === 'running');
  const targets = [...new Map(running.map((user) => [user.id, user])).values()];
  // Known before it is so: whatever happens from here on, somebody will unpause them.
  await work.note({ pausedIds: targets.map(({ id }) => id), pausedContainers: targets.map(({ name }) => name) });
  try {
    for (const { id } of targets) await change(connection, id, 'pause');
    return await run();
  } finally {
    await unpauseAll(connection, work);
  }
}

/** Those that are still paused go on; what is gone or runs already is fine. Those that could not are left in the record. */
export async function unpauseAll(connection: Connection, work: Work): Promise<void> {
  const { pausedIds, pausedContainers } = work.record;
  const left: { readonly id: string; readonly name: string }[] = [];
  for (const [index, id] of pausedIds.entries()) {
    const isDone = await change(connection, id, 'unpause').then(
      () => true,
      () => false,
    );
    if (!isDone) left.push({ id, name: pausedContainers[index] ?? id });
  }
  await work.note({ pausedIds: left.map(({ id }) => id), pausedContainers: left.map(({ name }) => name) });
}

/** Of an unpause also 409 and 500 are fine: it does not run, or is not paused any more. */
const FINE = { pause: [404], unpause: [404, 409, 500] } as const;

async function change({ docker, context }: Connection, id: string, action: keyof typeof FINE): Promise<void> {
  await requestJson(docker, { method: 'POST', path: `/containers/${id}/${action}` }).catch((thrown: unknown) => {
    const { statusCode } = thrown as { statusCode?: number };
    if (!FINE[action].some((status) => status === statusCode))
      throw toFailure(thrown, { context, kind: 'container', name: id });
  });
}
