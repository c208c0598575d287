import type { ContainerSummary } from '../../contract/model/container.ts';
import type { DiskPlan, DiskRule, DiskSelection, DiskUsage } from '../../contract/model/disk.ts';
import type { ImageRemovalPlan } from '../../contract/model/image.ts';
import { choosePrune } from '../buildCache/choosePrune.ts';
import { listCache } from '../buildCache/listCache.ts';
import type { Connection } from '../docker/connection.ts';
import { toSummaries } from '../live/summary.ts';
import { ask } from '../services/containers/ask.ts';
import type { ImageFactsCache } from '../services/images/facts.ts';
import { findImage } from '../services/images/plan.ts';
import { previewRemoveImages, readImageState } from '../services/images/removalPlan.ts';
import { chooseContainers, chooseVolumes, type DiskState, joinPlan } from './choosePlan.ts';
import { selectByRule } from './selectByRule.ts';
import { readStopTimes } from './stopTimes.ts';

interface Planning {
  readonly connection: Connection;
  readonly facts: ImageFactsCache;
  readonly usage: DiskUsage;
  readonly signal: AbortSignal;
}

const NOTHING: ImageRemovalPlan = { images: [], freedBytes: 0, isFreedExact: true };

/** What removing these would do now. What is gone already is left out in silence. */
export async function planSelection(planning: Planning, selection: DiskSelection): Promise<DiskPlan> {
  return planWith(planning, selection, await readState(planning));
}

/** What a rule means now. */
export async function planByRule(planning: Planning, rule: DiskRule): Promise<DiskPlan> {
  const { connection, signal } = planning;
  const state = await readState(planning);
  const [images, stoppedAt] = await Promise.all([
    readImageState(connection, signal),
    readStopTimes(connection, rule.containers ? state.containers : [], signal),
  ]);
  return planWith(planning, selectByRule(rule, { ...state, images, stoppedAt }, Date.now()), state);
}

async function planWith(
  { connection, facts, signal }: Planning,
  selection: DiskSelection,
  state: DiskState,
): Promise<DiskPlan> {
  const containers = chooseContainers(selection.containerIds, state);
  const containerIds = new Set(containers.going.map(({ id }) => id));
  const volumes = chooseVolumes(selection.volumeNames, state, containerIds);
  const cache = choosePrune(state.cache, { all: true, ids: new Set(selection.cacheIds) }, Date.now());
  const { images } = await readImageState(connection, signal);
  const references = selection.imageReferences.filter((reference) => findImage(images, reference));
  const goingToo = { containerIds, cacheIds: new Set(cache.going.map(({ id }) => id)) };
  const imagePlan =
    references.length === 0 ? NOTHING : await previewRemoveImages(connection, facts, references, signal, goingToo);
  return joinPlan(containers, imagePlan, volumes, cache, state);
}

async function readState({ connection, usage, signal }: Planning): Promise<DiskState> {
  const get = <T>(path: string, query = {}) => ask<T>(connection, { method: 'GET', path, query, signal });
  const [containers, volumes, cache] = await Promise.all([
    get<unknown>('/containers/json', { all: true }).then((listed): readonly ContainerSummary[] =>
      toSummaries(listed, Date.now()),
    ),
    get<{ readonly Volumes?: readonly { readonly Name: string }[] | null }>('/volumes'),
    listCache(connection, signal).catch(() => []),
  ]);
  return { usage, containers, volumeNames: new Set((volumes.Volumes ?? []).map(({ Name }) => Name)), cache };
}
