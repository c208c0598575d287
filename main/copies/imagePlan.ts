import { isCancelled, toAppError } from '../../contract/errors.ts';
import type { ImageDetail } from '../../contract/model/image.ts';
import type { ImageCopy, ImageCopyPlan, NameThere } from '../../contract/model/copy.ts';
import type { Connection } from '../docker/connection.ts';
import { inspectImage } from '../services/images/inspect.ts';

/** From this API on `save` and `load` can be told a platform. */
const PLATFORM_API = 1.48;

export interface Engines {
  readonly from: Connection;
  readonly to: Connection;
}

/** What copying an image would do. Rejects with `not-found` where it is not on the first engine. */
export async function planImage(
  { from, to }: Engines,
  { reference }: Pick<ImageCopy, 'reference'>,
  signal: AbortSignal,
): Promise<ImageCopyPlan> {
  const [image, there] = await Promise.all([inspectImage(from, reference, signal), findImage(to, reference, signal)]);
  const engine = `${to.engine.os}/${to.engine.arch}`;
  const runsThere = image.platforms.length === 0 || image.platforms.some((one) => one.startsWith(engine));
  const nameThere = compare(image, there);
  return {
    reference,
    sizeBytes: image.sizeBytes,
    platforms: image.platforms,
    canChoosePlatform: image.platforms.length > 1 && [from, to].every(canChoosePlatform),
    nameThere,
    ...(nameThere === 'other' && there && { otherId: there.id }),
    ...(!runsThere && { foreignPlatform: engine }),
  };
}

/** Undefined where the engine has no image of this name. */
export async function findImage(
  connection: Connection,
  reference: string,
  signal: AbortSignal,
): Promise<ImageDetail | undefined> {
  try {
    return await inspectImage(connection, reference, signal);
  } catch (thrown) {
    if (!isCancelled(thrown) && toAppError(thrown).code === 'not-found') return undefined;
    throw thrown;
  }
}

export const compare = (image: ImageDetail, there: ImageDetail | undefined): NameThere =>
  there === undefined ? 'free' : isSameImage(image, there) ? 'same' : 'other';

/**
 * The same files by the same settings. An id says it only where both engines keep images in the same way: the containerd
 * store goes by the manifest, the older one by the configuration.
 */
export const isSameImage = (a: ImageDetail, b: ImageDetail): boolean =>
  a.id === b.id ||
  (a.layers.length > 0 &&
    JSON.stringify([a.layers, a.createdAt, a.env, a.command, a.entrypoint]) ===
      JSON.stringify([b.layers, b.createdAt, b.env, b.command, b.entrypoint]));

export const canChoosePlatform = ({ engine }: Connection): boolean => Number(engine.apiVersion) >= PLATFORM_API;

/** As the API takes it: `linux/arm64/v8`. */
export function platformQuery(platform: string | undefined): string | undefined {
  if (platform === undefined) return undefined;
  const [os, architecture, variant] = platform.split('/');
  return JSON.stringify({ os, architecture, ...(variant !== undefined && { variant }) });
}
