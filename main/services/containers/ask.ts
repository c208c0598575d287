import type { Connection } from '../../docker/connection.ts';
import { toFailure } from '../../docker/errors.ts';
import { type EngineRequest, requestJson } from '../../docker/request.ts';

/** One request to an engine about a container; rejects with `AppFailure`. */
export async function ask<T>(
  connection: Connection,
  request: EngineRequest,
  subject: Omit<Parameters<typeof toFailure>[1], 'context'> = { kind: 'container' },
): Promise<T> {
  try {
    return await requestJson<T>(connection.docker, request);
  } catch (thrown) {
    throw toFailure(thrown, { ...subject, context: connection.context }, request.signal);
  }
}

export const containerPath = (id: string, what: string): string => `/containers/${id}/${what}`;
