import type { BuildCacheRecord, CachePrunePreview } from '../../contract/model/buildCache.ts';
import type { ContainerSummary } from '../../contract/model/container.ts';
import type { DiskKept, DiskPlan, DiskPlanItem, DiskSelection, DiskUsage } from '../../contract/model/disk.ts';
import type { ImageRemovalPlan } from '../../contract/model/image.ts';

/** How things are now. Sizes come from the last measurement, since the engine takes seconds for them. */
export interface DiskState {
  readonly usage: DiskUsage;
  readonly containers: readonly ContainerSummary[];
  readonly volumeNames: ReadonlySet<string>;
  readonly cache: readonly BuildCacheRecord[];
}

interface Part<Id extends string = string> {
  readonly going: readonly (DiskPlanItem & { readonly id: Id })[];
  readonly kept: readonly DiskKept[];
}

const REMOVABLE = new Set(['created', 'exited', 'dead']);

/** Containers that do not run. One that is gone meanwhile is nobody's loss. */
export function chooseContainers(ids: readonly string[], { containers, usage }: DiskState): Part {
  const chosen = containers.filter(({ id }) => ids.includes(id));
  const going = chosen.filter(({ state }) => REMOVABLE.has(state));
  const sizes = new Map(
    usage.containers.map(({ id, writableBytes, logBytes = 0 }) => [id, writableBytes + logBytes] as const),
  );
  return {
    going: going.map(({ id, name }) => ({ kind: 'container', id, name, ...sized(sizes.get(id)) })),
    kept: chosen
      .filter(({ state }) => !REMOVABLE.has(state))
      .map(({ id, name, state }) => ({ kind: 'container', id, name, reason: `It is ${state}: stop it first.` })),
  };
}

/** Volumes that no container has, but for those that go. */
export function chooseVolumes(
  names: readonly string[],
  { containers, volumeNames, usage }: DiskState,
  goingContainers: ReadonlySet<string>,
): Part {
  const sizes = new Map(usage.volumes.map(({ name, sizeBytes }) => [name, sizeBytes] as const));
  const there = names.filter((name) => volumeNames.has(name));
  const usersOf = (volume: string) =>
    containers
      .filter(({ id, mounts }) => !goingContainers.has(id) && mounts.some(({ name }) => name === volume))
      .map(({ name }) => name);
  return {
    going: there
      .filter((name) => usersOf(name).length === 0)
      .map((name) => ({ kind: 'volume', id: name, name, ...sized(sizes.get(name)) })),
    kept: there
      .filter((name) => usersOf(name).length > 0)
      .map((name) => ({ kind: 'volume', id: name, name, reason: `${listed(usersOf(name))} uses it.` })),
  };
}

/** What the three choices and the plan of the images come to, with what is shared counted once. */
export function joinPlan(
  containers: Part,
  images: ImageRemovalPlan,
  volumes: Part,
  cache: Pick<CachePrunePreview, 'going' | 'kept'>,
  { usage, cache: records }: DiskState,
): DiskPlan {
  const ownBytes = new Map(usage.images.map((image) => [image.id, image.ownBytes]));
  const removed = images.images.filter(({ outcome }) => outcome !== 'blocked');
  const going: DiskPlanItem[] = [
    ...containers.going,
    ...removed.map(({ id, references, keptTags, outcome }) => ({
      kind: 'image' as const,
      id,
      name: references.join(', '),
      references,
      ...(outcome === 'removed' ? sized(ownBytes.get(id)) : { sizeBytes: 0, note: untaggedNote(keptTags) }),
    })),
    ...volumes.going,
    ...cache.going.map(({ id, description, sizeBytes, isShared }) => ({
      kind: 'cache' as const,
      id,
      name: description.trim() || id,
      sizeBytes: isShared ? 0 : sizeBytes,
      ...(isShared && { note: 'an image has the same layer' }),
    })),
  ];
  const alone = going.filter(({ kind }) => kind !== 'image');
  const selection: DiskSelection = {
    containerIds: containers.going.map(({ id }) => id),
    imageReferences: removed.flatMap(({ references }) => references),
    volumeNames: volumes.going.map(({ id }) => id),
    cacheIds: cache.going.map(({ id }) => id),
  };
  return {
    going,
    kept: [...containers.kept, ...blockedImages(images), ...volumes.kept, ...keptRecords(cache, records)],
    freedBytes: images.freedBytes + alone.reduce((sum, { sizeBytes = 0 }) => sum + sizeBytes, 0),
    isFreedExact: images.isFreedExact && alone.every(({ sizeBytes }) => sizeBytes !== undefined),
    ...(images.heldBytes !== undefined && { heldByCacheBytes: images.heldBytes }),
    selection,
  };
}

const blockedImages = ({ images }: ImageRemovalPlan): DiskKept[] =>
  images
    .filter(({ outcome }) => outcome === 'blocked')
    .map(({ id, references, containers }) => ({
      kind: 'image',
      id,
      name: references.join(', '),
      reason: `${listed(containers.map(({ name }) => name))} uses it.`,
    }));

const keptRecords = ({ kept }: Pick<CachePrunePreview, 'kept'>, records: readonly BuildCacheRecord[]): DiskKept[] =>
  kept.map(({ id, reason }) => ({
    kind: 'cache',
    id,
    name: records.find((record) => record.id === id)?.description.trim() || id,
    reason: reason === 'in-use' ? 'A build uses it right now.' : 'A record that stays is built on it.',
  }));

const untaggedNote = (keptTags: readonly string[]): string =>
  keptTags.length > 0 ? `stays as ${keptTags.join(', ')}` : 'loses its name; an image that is made from it stays';

const sized = (sizeBytes: number | undefined) => (sizeBytes === undefined ? {} : { sizeBytes });

/** “The container web”, “The containers web, db and 3 more”. */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ');
  const more = names.length > 3 ? ` and ${names.length - 3} more` : '';
  return names.length === 1 ? `The container ${shown}` : `One of the containers ${shown}${more}`;
}
