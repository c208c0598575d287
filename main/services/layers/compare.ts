import type { ComparedSide, CompareProgress, ImageComparison } from '../../../contract/model/imageFiles.ts';
import type { Connection } from '../../docker/connection.ts';
import { compareAspects, FileComparison } from '../../imageFiles/compare.ts';
import type { ImageIndex } from '../../imageFiles/imageIndex.ts';
import type { OpenImages } from '../../imageFiles/openImages.ts';
import { inspectImage } from '../../imageFiles/savedImage.ts';

export interface Pair {
  readonly context: string;
  readonly before: string;
  readonly after: string;
}

interface Compared {
  readonly comparison: ImageComparison;
  readonly files: FileComparison;
}

/** Compares images, and keeps the last comparison for whoever looks through its files. */
export function createComparisons(images: OpenImages) {
  let last: { readonly key: string; readonly compared: Compared } | undefined;

  return async (
    connection: Connection,
    pair: Pair,
    signal: AbortSignal,
    onProgress: (progress: Extract<CompareProgress, { type: 'progress' }>) => void = () => {},
  ): Promise<Compared> => {
    const { context } = pair;
    const [before, after] = await Promise.all([
      inspectImage(connection, pair.before, signal),
      inspectImage(connection, pair.after, signal),
    ]);
    const key = [context, before.Id, after.Id, before.RepoTags, after.RepoTags].join(' ');
    if (last?.key === key) return last.compared;
    // One after the other: an engine that gathers two images at once is not faster.
    const open = (side: 'before' | 'after', imageId: string, name: string) =>
      images.open({ context, imageId, name }, signal, ({ phase, readBytes, expectedBytes }) =>
        onProgress({ type: 'progress', image: side, phase, readBytes, expectedBytes }),
      );
    const a = await open('before', before.Id, pair.before);
    const b = await open('after', after.Id, pair.after);
    const files = new FileComparison(a, b);
    const comparison = {
      before: sideOf(a, before.RepoTags, before.Created),
      after: sideOf(b, after.RepoTags, after.Created),
      ...compareAspects(a, b),
      files: files.amounts,
    };
    last = { key, compared: { comparison, files } };
    return last.compared;
  };
}

function sideOf({ opened }: ImageIndex, tags: readonly string[] | null | undefined, created = ''): ComparedSide {
  return {
    imageId: opened.imageId,
    names: tags ?? [],
    createdAt: Math.max(0, Date.parse(created) || 0),
    platform: opened.platform,
    layers: opened.layers.length,
    files: opened.files,
    sizeBytes: opened.sizeBytes - opened.wastedBytes,
  };
}
