import type { DiskRule, DiskSelection } from '../../contract/model/disk.ts';
import { choosePrune } from '../buildCache/choosePrune.ts';
import { type ImageState, pruneReferences } from '../services/images/plan.ts';
import type { DiskState } from './choosePlan.ts';

const HOUR_MS = 3_600_000;

interface RuleState extends DiskState {
  readonly images: ImageState;
  /** When each container that does not run ended; epoch ms by id. */
  readonly stoppedAt: ReadonlyMap<string, number>;
}

/** The things that a rule means now. An image or volume counts as unused when only containers have it that go too. */
export function selectByRule(rule: DiskRule, state: RuleState, now: number): DiskSelection {
  const containerIds = rule.containers ? stoppedLongAgo(state, now - rule.containers.stoppedForHours * HOUR_MS) : [];
  return {
    containerIds,
    imageReferences: rule.images ? unusedImages(rule.images, state, containerIds, now) : [],
    volumeNames: rule.volumes ? unusedVolumes(rule.volumes, state, containerIds) : [],
    cacheIds: rule.cache ? oldRecords(rule.cache, state, now) : [],
  };
}

const stoppedLongAgo = ({ stoppedAt }: RuleState, before: number): string[] =>
  [...stoppedAt].filter(([, at]) => at <= before).map(([id]) => id);

function unusedImages(
  { all, createdBeforeHours }: NonNullable<DiskRule['images']>,
  { images: { images, containers } }: RuleState,
  goingContainers: readonly string[],
  now: number,
): string[] {
  const staying = containers.filter(({ id }) => !goingContainers.includes(id));
  const createdBefore = createdBeforeHours > 0 ? now - createdBeforeHours * HOUR_MS : undefined;
  return [...pruneReferences({ images, containers: staying }, { all, createdBefore })];
}

function unusedVolumes(
  { all }: NonNullable<DiskRule['volumes']>,
  { usage, containers, volumeNames }: RuleState,
  goingContainers: readonly string[],
): string[] {
  const mounted = new Set(
    containers
      .filter(({ id }) => !goingContainers.includes(id))
      .flatMap(({ mounts }) => mounts.map(({ name }) => name)),
  );
  return usage.volumes
    .filter(({ name, isAnonymous }) => volumeNames.has(name) && !mounted.has(name) && (all || isAnonymous))
    .map(({ name }) => name);
}

function oldRecords({ unusedForHours, keepBytes }: NonNullable<DiskRule['cache']>, { cache }: RuleState, now: number) {
  const filters = {
    all: false,
    unusedForMs: unusedForHours * HOUR_MS,
    ...(keepBytes !== undefined && { keepBytes }),
  };
  return choosePrune(cache, filters, now).going.map(({ id }) => id);
}
