import { AppFailure } from '../../../contract/errors.ts';
import type { ContainerAction, ContainerUpdate } from '../../../contract/model/action.ts';
import type { ContainerLimits } from '../../../contract/model/container.ts';
import type { Connection } from '../../docker/connection.ts';
import { ask, containerPath } from './ask.ts';
import { toLimits } from './detail.ts';
import { checkInspected } from './inspected.ts';

export interface Target {
  readonly id: string;
  /** For the words of an error. */
  readonly name: string;
}

/** Does one thing to one container and gives the engine's warnings. What is so already (304) is fine. */
export async function perform(
  connection: Connection,
  { id, name }: Target,
  action: ContainerAction,
): Promise<readonly string[]> {
  const subject = { kind: 'container', name } as const;
  const post = (what: string, query: Record<string, string | number | undefined> = {}) =>
    ask<unknown>(connection, { method: 'POST', path: containerPath(id, what), query }, subject);
  switch (action.type) {
    case 'stop':
    case 'restart':
      await post(action.type, { t: action.timeoutSeconds });
      return [];
    case 'kill':
      await post('kill', { signal: action.signal });
      return [];
    case 'rename':
      await post('rename', { name: action.name });
      return [];
    case 'remove': {
      const query = { force: action.force, v: action.volumes };
      await ask(connection, { method: 'DELETE', path: `/containers/${id}`, query }, subject);
      return [];
    }
    case 'update':
      return update(connection, { id, name }, action.update);
    default:
      await post(action.type);
      return [];
  }
}

async function update(
  connection: Connection,
  { id, name }: Target,
  wanted: ContainerUpdate,
): Promise<readonly string[]> {
  await refuseTakingOff(connection, id, wanted);
  const { restartPolicy } = wanted;
  const body = {
    Memory: wanted.memoryBytes,
    MemorySwap: wanted.memorySwapBytes,
    MemoryReservation: wanted.memoryReservationBytes,
    NanoCpus: wanted.cpus === undefined ? undefined : Math.round(wanted.cpus * 1e9),
    CpuShares: wanted.cpuShares,
    CpusetCpus: wanted.cpusetCpus,
    PidsLimit: wanted.pids === 0 ? -1 : wanted.pids,
    RestartPolicy: restartPolicy && {
      Name: restartPolicy.name,
      MaximumRetryCount: restartPolicy.maximumRetryCount ?? 0,
    },
  };
  const answer = await ask<{ Warnings?: readonly string[] | null } | undefined>(
    connection,
    {
      method: 'POST',
      path: containerPath(id, 'update'),
      body,
    },
    { kind: 'container', name },
  );
  return answer?.Warnings ?? [];
}

const LASTING = [
  ['memoryBytes', 'memory limit'],
  ['memorySwapBytes', 'swap limit'],
  ['memoryReservationBytes', 'memory reservation'],
  ['cpus', 'CPU limit'],
  ['cpuShares', 'CPU weight'],
  ['cpusetCpus', 'choice of CPUs'],
] as const satisfies readonly (readonly [keyof ContainerLimits & keyof ContainerUpdate, string])[];

/** The engine takes 0 for “leave it” and says that all went well; so a limit can be moved, but not taken off. */
async function refuseTakingOff(connection: Connection, id: string, wanted: ContainerUpdate): Promise<void> {
  const taken = LASTING.filter(([field]) => wanted[field] === 0 || wanted[field] === '');
  if (taken.length === 0) return;
  const answer = await ask<unknown>(connection, { method: 'GET', path: containerPath(id, 'json') });
  const now = toLimits(checkInspected(answer).HostConfig ?? {});
  const kept = taken.filter(([field]) => now[field] !== 0 && now[field] !== '');
  if (kept.length === 0) return;
  throw new AppFailure({
    code: 'unsupported',
    message: `Docker cannot take the ${kept.map(([, label]) => label).join(' and the ')} off a container that exists.`,
    hint: 'Set it higher than the container will ever need, or make the container anew without it.',
  });
}
