import { Readable } from 'node:stream';
import { AppFailure, toAppError } from '../../contract/errors.ts';
import type { ImageDetail } from '../../contract/model/image.ts';
import { toFailure } from '../docker/errors.ts';
import { requestStream } from '../docker/request.ts';
import { JobFailure } from '../jobs/jobs.ts';
import { feedEngine, loadedIn } from '../services/images/feedEngine.ts';
import { inspectImage } from '../services/images/inspect.ts';
import type { Progress } from '../volumes/work/progress.ts';
import { compare, type Engines, findImage, isSameImage, platformQuery } from './imagePlan.ts';

/** An engine that is asked how it ended has this long, whatever was cancelled. */
const LOOK_MS = 5000;

interface Wish {
  readonly reference: string;
  readonly platform?: string | undefined;
}

interface Told {
  readonly progress: Progress;
  readonly log: (line: string) => void;
}

export interface CopiedImage {
  readonly reference: string;
  readonly id: string;
  /** It was there already, by this name: nothing was sent. */
  readonly wasThere: boolean;
}

/**
 * `GET /images/get` of one engine into `POST /images/load` of the other, no faster than the slower of both. The engine
 * names an image when all of it is there: what is cut off leaves no name, and the name that was there stays.
 */
export async function copyImage(
  { from, to }: Engines,
  { reference, platform }: Wish,
  { progress, log }: Told,
  signal: AbortSignal,
): Promise<CopiedImage> {
  const image = await inspectImage(from, reference, signal);
  const before = await findImage(to, reference, signal);
  const there = compare(image, before);
  if (there === 'same' && before && platform === undefined) {
    log(`${reference} is on ${to.context} already.`);
    return { reference, id: before.id, wasThere: true };
  }
  if (there === 'other') log(`The name ${reference} was another image’s on ${to.context}; it stays, without the name.`);
  progress.stage(`Sending ${reference} to ${to.context}`);
  const query = platformQuery(platform);
  const choice = query === undefined ? '' : `&platform=${encodeURIComponent(query)}`;
  const archive = await requestStream(from.docker, {
    method: 'GET',
    path: `/images/get?names=${encodeURIComponent(reference)}${choice}`,
    signal,
  }).catch((thrown: unknown) => {
    throw toFailure(thrown, { context: from.context, kind: 'image', name: reference }, signal);
  });
  const body = Readable.from(counted(archive, from.context, reference, image, progress), { objectMode: false });
  try {
    const fed = { path: '/images/load', query: { quiet: true, platform: query }, name: reference, body, onLine: log };
    const { references, ids } = loadedIn(await feedEngine(to, fed, signal));
    const landed = await inspectImage(to, references[0] ?? ids[0] ?? reference, signal);
    if (platform === undefined && !isSameImage(image, landed)) throw notTheSame(reference, to.context);
    return { reference: references[0] ?? landed.id, id: landed.id, wasThere: false };
  } catch (thrown) {
    if (!signal.aborted) throw thrown;
    throw await howItEnded({ from, to }, reference, image, there === 'same');
  } finally {
    archive.destroy();
  }
}

async function* counted(
  archive: Readable,
  context: string,
  name: string,
  image: ImageDetail,
  progress: Progress,
): AsyncGenerator<Uint8Array, void, undefined> {
  let sentBytes = 0;
  try {
    for await (const piece of archive as AsyncIterable<Uint8Array>) {
      yield piece;
      sentBytes += piece.byteLength;
      // The containerd store sends layers packed as they were pulled: then less comes than they take.
      progress.bytes(sentBytes, image.sizeBytes || undefined);
    }
  } catch (thrown) {
    throw toFailure(thrown, { context, kind: 'image', name });
  }
}

/** A cancel that comes when all was sent may find the image there: then it is whole, and that is said. */
async function howItEnded({ to }: Engines, reference: string, image: ImageDetail, wasThere: boolean) {
  const cancelled = (message: string, references: readonly string[] = []) =>
    new JobFailure({ code: 'cancelled', message }, { type: 'images', references, ids: [] });
  try {
    const landed = await findImage(to, reference, AbortSignal.timeout(LOOK_MS));
    if (wasThere || !landed || !isSameImage(image, landed)) {
      return cancelled(`Cancelled. ${to.context} has nothing of ${reference}.`);
    }
  } catch (thrown) {
    return cancelled(`Cancelled. ${to.context} could not be asked any more: ${toAppError(thrown).message}`);
  }
  return cancelled(`Cancelled, but all of ${reference} had arrived: it is whole on ${to.context}.`, [reference]);
}

const notTheSame = (reference: string, context: string) =>
  new AppFailure({
    code: 'unexpected',
    message: `What “${context}” made of ${reference} is not the same image.`,
    detail: 'The layers or the settings differ from those of the source.',
    hint: 'Remove it there and try again; if it stays so, save it to a file and load that.',
  });
