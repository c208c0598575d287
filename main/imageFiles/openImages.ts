import type { OpenProgress } from '../../contract/model/imageFiles.ts';
import type { GetConnection } from '../docker/connection.ts';
import { ImageIndex } from './imageIndex.ts';
import { readArchive } from './readArchive.ts';
import { inspectImage, savedImage } from './savedImage.ts';
import { SharedWork } from './sharedWork.ts';

type Progress = Extract<OpenProgress, { type: 'progress' }>;

const PROGRESS_MS = 100;
/** Entries and paths of all images together: about 100 MB. */
const MAX_WEIGHT = 1_000_000;

export interface WantedImage {
  readonly context: string;
  readonly imageId: string;
  /** What the person calls it, for the record of what was done. */
  readonly name?: string;
}

export interface OpenImages {
  /**
   * Reads the layers of an image, or gives what is still there of the last reading. Readings at the same time are one.
   * Rejects with `AppFailure`; `cancelled` when the signal says so, and with the last who waits the request ends.
   */
  open(where: WantedImage, signal?: AbortSignal, onProgress?: (progress: Progress) => void): Promise<ImageIndex>;
}

interface Deps {
  readonly getConnection: GetConnection;
  /** Runs a reading, so that it is written down. */
  readonly record: <T>(where: Required<WantedImage>, read: () => Promise<T>) => Promise<T>;
  readonly maxWeight?: number;
}

/** The images that were opened last, in memory: what an id means never changes, so nothing of it grows old. */
export function createOpenImages({ getConnection, record, maxWeight = MAX_WEIGHT }: Deps): OpenImages {
  const kept = new Map<string, ImageIndex>();
  const readings = new Map<string, SharedWork<Progress, ImageIndex>>();

  function keep(key: string, index: ImageIndex): void {
    kept.delete(key);
    kept.set(key, index);
    let weight = [...kept.values()].reduce((sum, one) => sum + one.weight, 0);
    for (const [oldest, { weight: freed }] of kept) {
      if (weight <= maxWeight || oldest === key) break;
      kept.delete(oldest);
      weight -= freed;
    }
  }

  function begin(key: string, where: WantedImage) {
    const work = new SharedWork<Progress, ImageIndex>(async (signal, tell) => {
      try {
        const index = await record({ ...where, name: where.name ?? where.imageId }, () =>
          readImage(getConnection, where, signal, tell),
        );
        keep(key, index);
        return index;
      } finally {
        if (readings.get(key) === work) readings.delete(key);
      }
    });
    readings.set(key, work);
    return work;
  }

  return {
    async open(where, signal, onProgress = () => {}) {
      const key = `${where.context} ${where.imageId}`;
      const known = kept.get(key);
      if (known) {
        keep(key, known);
        return known;
      }
      const running = readings.get(key);
      return (running && !running.isAbandoned ? running : begin(key, where)).join(signal, onProgress);
    },
  };
}

async function readImage(
  getConnection: GetConnection,
  { context, imageId }: WantedImage,
  signal: AbortSignal,
  tell: (progress: Progress) => void,
): Promise<ImageIndex> {
  const startedAt = performance.now();
  const connection = await getConnection(context, signal);
  const { RootFS, Size = 0 } = await inspectImage(connection, imageId, signal);
  const diffIds = RootFS?.Layers ?? [];
  let readBytes = 0;
  let layersDone = 0;
  const say = () =>
    tell({
      type: 'progress',
      phase: readBytes === 0 ? 'preparing' : 'reading',
      readBytes,
      expectedBytes: Size,
      layersDone,
      layers: diffIds.length,
    });
  async function* counted() {
    for await (const chunk of savedImage(connection, imageId, signal)) {
      readBytes += chunk.byteLength;
      yield chunk;
    }
  }
  say();
  const timer = setInterval(say, PROGRESS_MS);
  try {
    const image = await readArchive(counted(), { diffIds, onLayer: (count) => (layersDone = count) });
    return new ImageIndex(imageId, image, { readBytes, durationMs: performance.now() - startedAt });
  } finally {
    clearInterval(timer);
  }
}
