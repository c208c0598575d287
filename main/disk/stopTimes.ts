import type { ContainerSummary } from '../../contract/model/container.ts';
import type { Connection } from '../docker/connection.ts';
import { ask, containerPath } from '../services/containers/ask.ts';
import { mapEach } from '../services/containers/eachOf.ts';

const AT_ONCE = 8;
const NOT_RUNNING = new Set(['created', 'exited', 'dead']);

/** When each that does not run ended, or was made if it never ran; epoch ms by id. A list only says it roughly. */
export async function readStopTimes(
  connection: Connection,
  containers: readonly ContainerSummary[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  const stopped = containers.filter(({ state }) => NOT_RUNNING.has(state));
  const times = await mapEach(stopped, AT_ONCE, async ({ id, createdAt }) => {
    const request = { method: 'GET', path: containerPath(id, 'json'), signal } as const;
    const said = await ask<{ readonly State?: { readonly FinishedAt?: string } }>(connection, request).catch(
      () => undefined, // it was removed meanwhile
    );
    if (!said) return undefined;
    // One that never ran says the year 1.
    const finishedAt = Date.parse(said.State?.FinishedAt ?? '');
    return finishedAt > 0 ? finishedAt : createdAt;
  });
  return new Map(stopped.flatMap(({ id }, index) => (times[index] === undefined ? [] : [[id, times[index]]])));
}
