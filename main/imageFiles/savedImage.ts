import type { Connection } from '../docker/connection.ts';
import { toFailure } from '../docker/errors.ts';
import { LinkedAbort } from '../docker/linkedAbort.ts';
import { requestJson, requestStream } from '../docker/request.ts';

/** What `GET /images/{name}/json` says, as far as it is used. */
export interface InspectedImage {
  readonly Id: string;
  readonly RepoTags?: readonly string[] | null;
  readonly RepoDigests?: readonly string[] | null;
  readonly Created?: string;
  readonly Size?: number;
  readonly Os?: string;
  readonly Architecture?: string;
  readonly RootFS?: { readonly Layers?: readonly string[] | null } | null;
}

/** Rejects with `not-found` for an image that is not on the engine. */
export async function inspectImage(
  connection: Connection,
  image: string,
  signal?: AbortSignal,
): Promise<InspectedImage> {
  try {
    const path = `/images/${encodeURI(image)}/json`;
    return await requestJson<InspectedImage>(connection.docker, { method: 'GET', path, signal });
  } catch (thrown) {
    throw toFailure(thrown, { context: connection.context, kind: 'image', name: image }, signal);
  }
}

/**
 * The archive of an image, as `docker image save` writes it (`GET /images/{name}/get`). Leaving the loop or aborting
 * ends the request at the engine. Throws `AppFailure`.
 */
export async function* savedImage(
  connection: Connection,
  imageId: string,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  const abort = new LinkedAbort(signal, connection.signal);
  try {
    const path = `/images/${encodeURI(imageId)}/get`;
    const stream = await requestStream(connection.docker, { method: 'GET', path, signal: abort.signal });
    for await (const chunk of stream) yield chunk as Uint8Array;
    abort.signal.throwIfAborted(); // a stream that was destroyed may just end
  } catch (thrown) {
    throw toFailure(thrown, { context: connection.context, kind: 'image' }, abort.signal);
  } finally {
    abort.end();
  }
}
