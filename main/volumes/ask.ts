import type { Connection } from '../docker/connection.ts';
import { toFailure } from '../docker/errors.ts';
import { type EngineRequest, requestJson } from '../docker/request.ts';

/** One request about a volume; what goes wrong names it. */
export async function askVolume<T>(connection: Connection, name: string, request: EngineRequest): Promise<T> {
  try {
    return await requestJson<T>(connection.docker, request);
  } catch (thrown) {
    throw toFailure(thrown, { context: connection.context, kind: 'volume', name }, request.signal);
  }
}

export const volumePath = (name: string): string => `/volumes/${encodeURIComponent(name)}`;
