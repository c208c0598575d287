import { AppFailure } from '../../../contract/errors.ts';
import type { ContainerAction, ContainerUpdate } from '../../../contract/model/action.ts';
import type { ContainerLimits } from '../../../contract/model/container.ts';
import type { Connection } from '../../docker/connection.ts';
import { ask, containerPath } from './ask.ts';
import { postUpdate } from './postUpdate.ts';
import { toLimits } from './detail.ts';
import type { ContainerHistory } from '../../containerHistory/createHistory.ts';
import { filesImage } from '../../../contract/model/filesImage.ts';
import { anonymousVolumesOf, checkInspected, type Inspected } from './inspected.ts';

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
  history?: ContainerHistory,
): Promise<readonly string[]> {
  const subject = { kind: 'container', name } as const;
  const post = (what: string, query: Record<string, string | number | undefined> = {}) =>
    ask<unknown>(connection, { method: 'POST', path: containerPath(id, what), query }, subject);
  switch (action.type) {
    case 'restart':
      await post('restart', { t: action.timeoutSeconds });
      return [];
    case 'stop':
      return tellingRemoval(connection, { id, name }, () => post('stop', { t: action.timeoutSeconds }));
    case 'kill': {
      const kill = () => post('kill', { signal: action.signal });
      // What another signal ends is up to the program.
      if (action.signal === 'SIGKILL') return tellingRemoval(connection, { id, name }, kill);
      await kill();
      return [];
    }
    case 'rename':
      await post('rename', { name: action.name });
      return [];
    case 'remove': {
      await history?.noteRemoval(connection, id, { volumes: action.volumes }).catch(() => undefined); // no reason to keep it
      try {
        await remove(connection, { id, name }, action, history);
      } catch (thrown) {
        await history?.keep(connection, id).catch(() => undefined);
        throw thrown;
      }
      return [];
    }
    case 'update':
      return update(connection, { id, name }, action.update);
    default:
      await post(action.type);
      return [];
  }
}

/** By the engine, with an image of its files where that is wanted: without it nothing is removed. */
async function remove(
  connection: Connection,
  { id, name }: Target,
  action: Extract<ContainerAction, { type: 'remove' }>,
  history: ContainerHistory | undefined,
): Promise<void> {
  const subject = { kind: 'container', name } as const;
  const query = { force: action.force, v: action.volumes };
  if (action.stopFirst) await ask(connection, { method: 'POST', path: containerPath(id, 'stop') }, subject);
  if (action.filesImageTag !== undefined) {
    const image = filesImage(name, action.filesImageTag);
    const [repo, tag] = image.split(':');
    await ask(connection, { method: 'POST', path: '/commit', query: { container: id, repo, tag } }, subject);
    await history?.noteFiles(connection, id, image);
  }
  await ask(connection, { method: 'DELETE', path: `/containers/${id}`, query }, subject).catch((thrown: unknown) => {
    // One with auto-remove is taken away by the engine as soon as it ends: then that is done.
    if (!(action.stopFirst && isGone(thrown)) && !(action.force && isBeingRemoved(thrown))) throw thrown;
  });
}

/** Ends one, and says so when the engine takes it away with that: a stop does not look like a removal. */
async function tellingRemoval(
  connection: Connection,
  { id, name }: Target,
  end: () => Promise<unknown>,
): Promise<readonly string[]> {
  const before = await ask<unknown>(connection, { method: 'GET', path: containerPath(id, 'json') }).then(
    checkInspected,
    () => undefined, // what is wrong is said by the request that matters
  );
  await end();
  if (before?.HostConfig?.AutoRemove !== true || !isUp(before)) return [];
  const volumes = anonymousVolumesOf(before).length;
  const withVolumes =
    volumes === 0 ? '' : ` and its ${volumes === 1 ? 'anonymous volume' : `${volumes} anonymous volumes`}`;
  return [`“${name}” was made to be removed when it ends (--rm): the engine has removed it${withVolumes}.`];
}

const isUp = ({ State }: Inspected): boolean => /^(running|paused|restarting)$/.test(State?.Status ?? '');

const isBeingRemoved = (thrown: unknown): boolean =>
  thrown instanceof AppFailure && /removal of container \S+ is already in progress/.test(thrown.error.engineText ?? '');

const isGone = (thrown: unknown): boolean =>
  isBeingRemoved(thrown) || (thrown instanceof AppFailure && thrown.error.code === 'not-found');

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
  return postUpdate(connection, id, body, name);
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
