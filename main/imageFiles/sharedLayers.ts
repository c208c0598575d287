import type { HistoryLayer, ImageName } from '../../contract/model/imageFiles.ts';
import type { Connection } from '../docker/connection.ts';
import { toFailure } from '../docker/errors.ts';
import { requestJson } from '../docker/request.ts';
import { inspectImage } from './savedImage.ts';

const AT_ONCE = 8;

interface LocalImage extends ImageName {
  readonly diffIds: readonly string[];
}

/** Which other images of an engine have the same layers. What an image is made of never changes, so it is asked once. */
export function createSharedLayers() {
  const known = new Map<string, readonly string[]>();

  async function localImages(connection: Connection, signal: AbortSignal): Promise<readonly LocalImage[]> {
    type Listed = { readonly Id: string; readonly RepoTags?: readonly string[] | null };
    const { context } = connection;
    let listed: readonly Listed[];
    try {
      listed = await requestJson<readonly Listed[]>(connection.docker, { method: 'GET', path: '/images/json', signal });
    } catch (thrown) {
      throw toFailure(thrown, { context, kind: 'image' }, signal);
    }
    forgetOthers(context, listed);
    const queue = listed.filter(({ Id }) => !known.has(`${context} ${Id}`));
    const work = async () => {
      for (let next = queue.pop(); next; next = queue.pop()) {
        // One that was removed meanwhile shares nothing.
        const image = await inspectImage(connection, next.Id, signal).catch(() => undefined);
        signal.throwIfAborted();
        if (image) known.set(`${context} ${next.Id}`, image.RootFS?.Layers ?? []);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return listed.map(({ Id, RepoTags }) => ({
      id: Id,
      names: (RepoTags ?? []).filter((tag) => tag !== '<none>:<none>'),
      diffIds: known.get(`${context} ${Id}`) ?? [],
    }));
  }

  function forgetOthers(context: string, listed: readonly { readonly Id: string }[]): void {
    const there = new Set(listed.map(({ Id }) => `${context} ${Id}`));
    for (const key of known.keys()) if (key.startsWith(`${context} `) && !there.has(key)) known.delete(key);
  }

  return {
    async layersOf(
      connection: Connection,
      imageId: string,
      diffIds: readonly string[],
      signal: AbortSignal,
    ): Promise<readonly HistoryLayer[]> {
      const others = (await localImages(connection, signal)).filter(({ id }) => id !== imageId);
      return sharing(diffIds, others);
    },
  };
}

/** A layer is shared by images that have the same layers up to it: only then it is one place on the disk. */
export function sharing(diffIds: readonly string[], others: readonly LocalImage[]): readonly HistoryLayer[] {
  const common = others.map((other) => {
    let count = 0;
    while (count < diffIds.length && diffIds[count] === other.diffIds[count]) count += 1;
    return { id: other.id, names: other.names, count };
  });
  return diffIds.map((diffId, layer) => ({
    diffId,
    sharedWith: common.filter(({ count }) => count > layer).map(({ id, names }) => ({ id, names })),
  }));
}
