import type { Connection } from '../docker/connection.ts';
import { inspectMade, nameOf } from '../recreate/made.ts';
import { ask, containerPath } from '../services/containers/ask.ts';
import { postUpdate } from '../services/containers/postUpdate.ts';
import { mendHalfJoined } from '../services/networks/halfJoined.ts';
import type { LiveStep } from './liveSteps.ts';

/** Does what is still to be done, and nothing where it is done: a step may be begun again after a death. */
export async function doStep(connection: Connection, id: string, step: LiveStep): Promise<void> {
  if (step.type === 'update') {
    await postUpdate(connection, id, step.body);
    return;
  }
  const made = await inspectMade(connection, id);
  if (step.type === 'rename') {
    if (nameOf(made) === step.to) return;
    const request = { method: 'POST', path: containerPath(id, 'rename'), query: { name: step.to } } as const;
    await ask(connection, request, { kind: 'container' });
    return;
  }
  const isIn = Object.hasOwn(made.NetworkSettings?.Networks ?? {}, step.network);
  if (isIn === (step.type === 'connect')) return;
  const path = `/networks/${encodeURIComponent(step.network)}/${step.type}`;
  const body = { Container: id, ...(step.type === 'connect' && { EndpointConfig: step.endpoint }) };
  await ask(connection, { method: 'POST', path, body }, { kind: 'network', name: step.network }).catch(
    async (failure: unknown) => {
      const half = { network: step.network, containerId: id, failure };
      throw step.type === 'connect' ? await mendHalfJoined(connection, half) : failure;
    },
  );
}
