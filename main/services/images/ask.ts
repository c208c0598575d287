import type { Connection } from '../../docker/connection.ts';
import { toFailure } from '../../docker/errors.ts';
import { type EngineRequest, requestJson } from '../../docker/request.ts';

/** One request about an image; what goes wrong names it. */
export async function askImage<T>(connection: Connection, name: string, request: EngineRequest): Promise<T> {
  try {
    return await requestJson<T>(connection.docker, request);
  } catch (thrown) {
    throw toFailure(thrown, { context: connection.context, kind: 'image', name }, request.signal);
  }
}

export const imagePath = (reference: string, what: string): string => `/images/${encodeURI(reference)}/${what}`;
