import type { ImageRemovalPlan, ImageSummary } from '../../../contract/model/image.ts';
import type { Connection } from '../../docker/connection.ts';
import { listCache } from '../../buildCache/listCache.ts';
import { listImages } from '../../live/imageList.ts';
import { readState } from '../../live/summary.ts';
import { mapEach } from '../containers/eachOf.ts';
import { askImage, imagePath } from './ask.ts';
import type { ImageFactsCache } from './facts.ts';
import { chainOf, type SaidHistory } from './layerSizes.ts';
import { type ChainLayer, freedBy, type ImageState, planRemoval, pruneReferences } from './plan.ts';

const AT_ONCE = 8;

interface SaidContainer {
  readonly Id: string;
  readonly Names?: readonly string[] | null;
  readonly ImageID?: string;
  readonly State?: string;
}

/** What goes together with the images: containers by their ids, records of the build cache by theirs. */
export interface GoingToo {
  readonly containerIds?: ReadonlySet<string>;
  readonly cacheIds?: ReadonlySet<string>;
}

/** Rejects with `not-found` when one of the names is nobody's. */
export async function previewRemoveImages(
  connection: Connection,
  facts: ImageFactsCache,
  references: readonly string[],
  signal: AbortSignal,
  goingToo: GoingToo = {},
): Promise<ImageRemovalPlan> {
  const state = await readImageState(connection, signal, goingToo);
  const images = planRemoval(references, state);
  const known = new Set(images.flatMap((image) => [image.id, ...image.references]));
  const unknown = references.find((reference) => !known.has(reference) && !known.has(`${reference}:latest`));
  // The engine says best what it does not know, and knows more ways to write a name.
  if (unknown !== undefined) {
    const path = imagePath(unknown, 'json');
    const { Id } = await askImage<{ readonly Id: string }>(connection, unknown, { method: 'GET', path, signal });
    const others = references.filter((reference) => reference !== unknown);
    return previewRemoveImages(connection, facts, [...others, Id], signal, goingToo);
  }
  return complete(connection, facts, images, state, signal, goingToo);
}

export async function previewPruneImages(
  connection: Connection,
  facts: ImageFactsCache,
  which: Parameters<typeof pruneReferences>[1],
  signal: AbortSignal,
): Promise<ImageRemovalPlan> {
  const state = await readImageState(connection, signal);
  return complete(connection, facts, planRemoval(pruneReferences(state, which), state), state, signal);
}

async function complete(
  connection: Connection,
  facts: ImageFactsCache,
  images: ImageRemovalPlan['images'],
  state: ImageState,
  signal: AbortSignal,
  { cacheIds }: GoingToo = {},
): Promise<ImageRemovalPlan> {
  const gone = withParents(images, state.images);
  if (gone.size === 0) return { images, freedBytes: 0, isFreedExact: true };
  const staying = state.images.filter(({ id }) => !gone.has(id)).map(({ id }) => id);
  const [goneLayers, stayLayers, cache] = await Promise.all([
    mapEach([...gone], AT_ONCE, (id) => layersOf(connection, facts, id, signal)),
    facts.layersOf(connection, staying, signal),
    // Podman has none; that of an engine that does not answer holds nothing that is known.
    listCache(connection, signal).catch(() => []),
  ]);
  const holding = cache.filter(({ id, isShared }) => isShared && !cacheIds?.has(id));
  return {
    images,
    ...freedBy(
      goneLayers,
      stayLayers.map((diffIds) => chainOf(diffIds, [])),
      holding.map(({ sizeBytes }) => sizeBytes).filter((sizeBytes) => sizeBytes > 0),
    ),
  };
}

/** An image without a name that others were made from goes with the last of them. */
function withParents(images: ImageRemovalPlan['images'], all: readonly ImageSummary[]): ReadonlySet<string> {
  const gone = new Set(images.filter(({ outcome }) => outcome === 'removed').map(({ id }) => id));
  const byId = new Map(all.map((image) => [image.id, image]));
  for (const id of gone) {
    const parent = byId.get(byId.get(id)?.parentId ?? '');
    const isNeeded = all.some((other) => other.parentId === parent?.id && !gone.has(other.id));
    // A set gives what is added to it while it is gone through.
    if (parent && parent.tags.length === 0 && !isNeeded) gone.add(parent.id);
  }
  return gone;
}

async function layersOf(
  connection: Connection,
  facts: ImageFactsCache,
  id: string,
  signal: AbortSignal,
): Promise<readonly ChainLayer[]> {
  const [[diffIds = []], history] = await Promise.all([
    facts.layersOf(connection, [id], signal),
    askImage<readonly SaidHistory[]>(connection, id, { method: 'GET', path: imagePath(id, 'history'), signal }),
  ]);
  return chainOf(diffIds, history);
}

export async function readImageState(
  connection: Connection,
  signal: AbortSignal,
  { containerIds }: GoingToo = {},
): Promise<ImageState> {
  const [images, containers] = await Promise.all([
    listImages(connection)(undefined, signal),
    askImage<readonly SaidContainer[]>(connection, '', {
      method: 'GET',
      path: '/containers/json',
      query: { all: true },
      signal,
    }),
  ]);
  return {
    images,
    containers: containers
      .filter(({ Id }) => !containerIds?.has(Id))
      .map(({ Id, Names, ImageID = '', State }) => ({
        id: Id,
        name: (Names?.[0] ?? Id.slice(0, 12)).replace(/^\//, ''),
        state: readState(State),
        imageId: ImageID,
      })),
  };
}
