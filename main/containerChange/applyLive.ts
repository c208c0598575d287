import { toAppError } from '../../contract/errors.ts';
import type { Connection } from '../docker/connection.ts';
import { ask, containerPath } from '../services/containers/ask.ts';
import type { LiveStep } from './liveSteps.ts';

/** Does the steps to a container that lives. What fails is taken back, in the opposite order, and rejects. */
export async function applyLive(
  connection: Connection,
  id: string,
  steps: readonly LiveStep[],
  say: (words: string) => void,
): Promise<void> {
  const done: LiveStep[] = [];
  try {
    for (const step of steps) {
      await doStep(connection, id, step);
      done.push(step);
    }
  } catch (thrown) {
    for (const step of done.toReversed()) {
      await doStep(connection, id, opposite(step)).catch((failure: unknown) =>
        say(`${STEP_WORDS[step.type]} could not be taken back: ${toAppError(failure).message}`),
      );
    }
    throw thrown;
  }
}

const STEP_WORDS = {
  rename: 'The name',
  update: 'The limits',
  connect: 'A network',
  disconnect: 'A network',
} as const;

function opposite(step: LiveStep): LiveStep {
  switch (step.type) {
    case 'rename':
      return { type: 'rename', from: step.to, to: step.from };
    case 'update':
      return { type: 'update', body: step.before, before: step.body };
    case 'connect':
      return { ...step, type: 'disconnect' };
    case 'disconnect':
      return { ...step, type: 'connect' };
  }
}

function doStep(connection: Connection, id: string, step: LiveStep): Promise<unknown> {
  const subject = { kind: 'container' } as const;
  if (step.type === 'rename')
    return ask(connection, { method: 'POST', path: containerPath(id, 'rename'), query: { name: step.to } }, subject);
  if (step.type === 'update')
    return ask(connection, { method: 'POST', path: containerPath(id, 'update'), body: step.body }, subject);
  const path = `/networks/${encodeURIComponent(step.network)}/${step.type}`;
  const body = { Container: id, ...(step.type === 'connect' && { EndpointConfig: step.endpoint }) };
  return ask(connection, { method: 'POST', path, body }, { kind: 'network', name: step.network });
}
