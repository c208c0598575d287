import type { Connection } from '../../docker/connection.ts';
import { toFailure } from '../../docker/errors.ts';
import { type EngineRequest, requestJson } from '../../docker/request.ts';
import { type SaidNetwork, toNetworkSummary } from '../../live/networkList.ts';
import type { NetworkSummary } from '../../../contract/model/network.ts';

/** One request about a network; what goes wrong names it. */
export async function askNetwork<T>(
  connection: Connection,
  name: string | undefined,
  request: EngineRequest,
): Promise<T> {
  try {
    return await requestJson<T>(connection.docker, request);
  } catch (thrown) {
    throw toFailure(thrown, { context: connection.context, kind: 'network', name }, request.signal);
  }
}

export const networkPath = (id: string, what = ''): string =>
  `/networks/${encodeURIComponent(id)}${what === '' ? '' : `/${what}`}`;

/** `GET /networks/{id}` and what the engine said. Rejects with `not-found`. */
export async function readNetwork(
  connection: Connection,
  id: string,
  signal?: AbortSignal,
): Promise<{ readonly network: NetworkSummary; readonly raw: SaidNetwork }> {
  const raw = await askNetwork<SaidNetwork>(connection, undefined, { method: 'GET', path: networkPath(id), signal });
  return { network: toNetworkSummary(raw), raw };
}
