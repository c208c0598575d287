import type { ImageFacts } from '../../../contract/model/image.ts';
import { AppFailure } from '../../../contract/errors.ts';
import type { Connection } from '../../docker/connection.ts';
import { fromInspected, type InspectedImage } from '../../live/imageList.ts';
import { mapEach } from '../containers/eachOf.ts';
import { askImage, imagePath } from './ask.ts';

const AT_ONCE = 8;
/** Some hundred bytes each. */
const MAX_KEPT = 20_000;

interface Kept extends ImageFacts {
  readonly layers: readonly string[];
}

/** An id is made of what the image is: what is known of it once is known for good, on every engine. */
export interface ImageFactsCache {
  /** Of those that are still there. */
  factsOf(connection: Connection, ids: readonly string[], signal: AbortSignal): Promise<readonly ImageFacts[]>;
  /** The layers' diff ids of each, the lowest first; none of one that is gone. */
  layersOf(
    connection: Connection,
    ids: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly (readonly string[])[]>;
}

export function createImageFacts(): ImageFactsCache {
  const all = new Map<string, Kept>();

  async function look(connection: Connection, id: string, signal: AbortSignal): Promise<Kept | undefined> {
    const known = all.get(id);
    if (known) return known;
    try {
      const path = imagePath(id, 'json');
      const said = await askImage<InspectedImage>(connection, id, { method: 'GET', path, signal });
      const layers = said.RootFS?.Layers ?? [];
      const kept = { id, platforms: fromInspected(said).platforms, layerCount: layers.length, layers };
      const [oldest] = all.size >= MAX_KEPT ? all.keys() : [];
      if (oldest !== undefined) all.delete(oldest);
      all.set(id, kept);
      return kept;
    } catch (thrown) {
      if (thrown instanceof AppFailure && thrown.error.code === 'not-found') return undefined;
      throw thrown;
    }
  }

  const lookAt = (connection: Connection, ids: readonly string[], signal: AbortSignal) =>
    mapEach([...new Set(ids)], AT_ONCE, (id) => look(connection, id, signal));

  return {
    async factsOf(connection, ids, signal) {
      const found = await lookAt(connection, ids, signal);
      return found.flatMap((kept) => {
        if (!kept) return [];
        const { layers: _, ...facts } = kept;
        return [facts];
      });
    },
    async layersOf(connection, ids, signal) {
      const found = await lookAt(connection, ids, signal);
      return found.map((kept) => kept?.layers ?? []);
    },
  };
}

/** `GET /images/json?shared-size=true`: with containerd's store the engine does not know, and says -1. */
export async function readSharedSizes(
  connection: Connection,
  signal: AbortSignal,
): Promise<Readonly<Record<string, number>>> {
  const listed = await askImage<readonly { readonly Id: string; readonly SharedSize?: number }[]>(connection, '', {
    method: 'GET',
    path: '/images/json',
    query: { 'shared-size': true },
    signal,
  });
  return Object.fromEntries(
    listed.flatMap(({ Id, SharedSize = -1 }) => (SharedSize >= 0 ? [[Id, SharedSize] as const] : [])),
  );
}
