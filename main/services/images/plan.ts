import type { ImageRemovalPlan, ImageSummary, ImageUser, PlannedImageRemoval } from '../../../contract/model/image.ts';

export interface ImageState {
  readonly images: readonly ImageSummary[];
  /** Of every container, stopped ones included. */
  readonly containers: readonly (ImageUser & { readonly imageId: string })[];
}

/** One layer of an image and all below it, which is what images share. */
export interface ChainLayer {
  /** The same for two images exactly when they have this layer and all below it in common. */
  readonly chainId: string;
  /** Undefined where the engine does not say which layer takes what. */
  readonly sizeBytes: number | undefined;
}

/** What the engine would do, were each of these names or ids removed in turn, without force. */
export function planRemoval(references: readonly string[], state: ImageState): readonly PlannedImageRemoval[] {
  const chosen = new Map<ImageSummary, string[]>();
  for (const reference of new Set(references)) {
    const image = findImage(state.images, reference);
    if (image) chosen.set(image, [...(chosen.get(image) ?? []), reference]);
  }
  const isChosen = new Set([...chosen.keys()].map(({ id }) => id));
  return [...chosen].map(([image, names]) => {
    const { id, tags, sizeBytes, createdAt } = image;
    // By its id all its names go.
    const taken = names.includes(id) && tags.length > 0 ? tags : names;
    const keptTags = tags.filter((tag) => !taken.includes(tag));
    const containers = keptTags.length > 0 ? [] : usersOf(id, state);
    const childIds = state.images.filter(({ parentId }) => parentId === id).map((child) => child.id);
    const isHeld = keptTags.length > 0 || childIds.some((child) => !isChosen.has(child));
    return {
      id,
      references: taken,
      keptTags,
      outcome: containers.length > 0 ? 'blocked' : isHeld ? 'untagged' : 'removed',
      sizeBytes,
      createdAt,
      containers,
      childIds,
    };
  });
}

/**
 * What `docker image prune` would take: images without a name, or all, that no container uses and no other image is
 * made from. An image between two layers of a build goes with the one that it was made for.
 */
export function pruneReferences(
  { images, containers }: ImageState,
  { all, createdBefore }: { readonly all: boolean; readonly createdBefore?: number | undefined },
): readonly string[] {
  const used = new Set(containers.map(({ imageId }) => imageId));
  const parents = new Set(images.flatMap(({ parentId }) => parentId ?? []));
  return images
    .filter(({ id, tags }) => !used.has(id) && (tags.length > 0 ? all : !parents.has(id)))
    .filter(({ createdAt }) => createdBefore === undefined || createdAt < createdBefore)
    .flatMap(({ id, tags }) => (tags.length > 0 ? tags : [id]));
}

/**
 * The layers that go with these images: those that none that stays has, and that no record of the build cache holds.
 * The engine does not say which layer a record holds; its size does.
 */
export function freedBy(
  gone: readonly (readonly ChainLayer[])[],
  stays: readonly (readonly ChainLayer[])[],
  heldSizes: readonly number[] = [],
): Pick<ImageRemovalPlan, 'freedBytes' | 'isFreedExact' | 'heldBytes'> {
  const kept = new Set(stays.flat().map(({ chainId }) => chainId));
  const freed = new Map<string, number | undefined>();
  for (const { chainId, sizeBytes } of gone.flat()) if (!kept.has(chainId)) freed.set(chainId, sizeBytes);
  const records = [...heldSizes];
  let freedBytes = 0;
  let heldBytes = 0;
  for (const sizeBytes of freed.values()) {
    const record = records.indexOf(sizeBytes ?? -1);
    if (record >= 0) {
      records.splice(record, 1);
      heldBytes += sizeBytes ?? 0;
    } else freedBytes += sizeBytes ?? 0;
  }
  return { freedBytes, isFreedExact: ![...freed.values()].includes(undefined), ...(heldBytes > 0 && { heldBytes }) };
}

/** By id, by name (without a tag: latest), or by digest. */
export function findImage(images: readonly ImageSummary[], reference: string): ImageSummary | undefined {
  return images.find(
    ({ id, tags, digests }) =>
      id === reference ||
      tags.includes(reference) ||
      tags.includes(`${reference}:latest`) ||
      digests.includes(reference) ||
      (/^[0-9a-f]{12,}$/.test(reference) && id.startsWith(`sha256:${reference}`)),
  );
}

const usersOf = (id: string, { containers }: ImageState): readonly ImageUser[] =>
  containers
    .filter(({ imageId }) => imageId === id)
    .map(({ id: containerId, name, state }) => ({ id: containerId, name, state }));
