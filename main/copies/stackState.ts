import type { VolumeSummary } from '../../contract/model/volume.ts';
import type { StackTarget } from '../../contract/model/stackRun.ts';
import { readConfig } from '../compose/plan/composeConfig.ts';
import { noFiles } from '../compose/plan/makePlan.ts';
import type { Connection } from '../docker/connection.ts';
import { toFailure } from '../docker/errors.ts';
import { requestJson } from '../docker/request.ts';
import { toSummaries } from '../live/summary.ts';
import { type SaidVolume, toVolume } from '../live/volumeList.ts';
import { measureVolumes } from '../services/volumes/sizes.ts';
import type { CopiesDeps } from './deps.ts';
import type { Engines } from './imagePlan.ts';
import type { StackCopyState } from './stackPlan.ts';

/** Asks both engines, and Compose. Rejects with what is wrong with the files of the stack. */
export async function readStackState(
  deps: Pick<CopiesDeps, 'compose' | 'volumes'>,
  stack: StackTarget,
  { from, to }: Engines,
  signal: AbortSignal,
): Promise<StackCopyState> {
  if (!stack.files) throw noFiles(stack.project);
  const [config, containersHere, containersThere, volumesHere, volumesThere, networksThere, sizes] = await Promise.all([
    readConfig(deps.compose, stack, signal),
    listContainers(from, signal),
    listContainers(to, signal),
    volumesOf(from, signal),
    namesOf(to, '/volumes', signal),
    namesOf(to, '/networks', signal),
    // Where an engine cannot say, the sizes are left open.
    measureVolumes(deps.volumes.store, from, signal).catch(() => ({})),
  ]);
  const isTargetLocal = to.isLocal;
  return {
    ...{ config, project: stack.project, isTargetLocal, sizes },
    ...{ containersHere, containersThere, volumesHere, volumesThere, networksThere },
  };
}

const listContainers = async (connection: Connection, signal: AbortSignal) =>
  toSummaries(await ask(connection, '/containers/json', signal, { all: true }), Date.now());

interface Named {
  readonly Name: string;
}

async function volumesOf(connection: Connection, signal: AbortSignal): Promise<ReadonlyMap<string, VolumeSummary>> {
  const { Volumes } = await ask<{ readonly Volumes: readonly SaidVolume[] | null }>(connection, '/volumes', signal);
  return new Map((Volumes ?? []).map((said) => [said.Name, toVolume(said)]));
}

async function namesOf(connection: Connection, path: '/volumes' | '/networks', signal: AbortSignal) {
  const said = await ask<readonly Named[] | { readonly Volumes: readonly Named[] | null }>(connection, path, signal);
  const all = 'Volumes' in said ? (said.Volumes ?? []) : said;
  return new Set(all.map(({ Name }) => Name));
}

async function ask<T>(connection: Connection, path: string, signal: AbortSignal, query = {}): Promise<T> {
  try {
    return await requestJson<T>(connection.docker, { method: 'GET', path, query, signal });
  } catch (thrown) {
    throw toFailure(thrown, { context: connection.context }, signal);
  }
}
