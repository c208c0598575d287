import { cacheIdFilter } from '../../contract/commands/buildxCommands.ts';
import type { Connection } from '../docker/connection.ts';
import { toFailure } from '../docker/errors.ts';
import { requestJson } from '../docker/request.ts';

/** The filter is a part of the address, which engines and what is before them take up to some 8 kB. */
export const IDS_PER_REQUEST = 200;

interface Pruned {
  readonly ids: readonly string[];
  readonly reclaimedBytes: number;
}

/**
 * `POST /build/prune` of these records and no others: the engine reads the filter `id` as a regular expression, and
 * takes what it means in an order in which nothing is in the way. Yields after each request.
 */
export async function* pruneCache(
  { docker, context }: Connection,
  ids: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<Pruned, void, undefined> {
  for (let at = 0; at < ids.length; at += IDS_PER_REQUEST) {
    const filters = JSON.stringify({ id: [cacheIdFilter(ids.slice(at, at + IDS_PER_REQUEST))] });
    try {
      const said = await requestJson<{
        readonly CachesDeleted?: readonly string[] | null;
        readonly SpaceReclaimed?: number;
      }>(docker, { method: 'POST', path: '/build/prune', query: { all: true, filters }, signal });
      yield { ids: said.CachesDeleted ?? [], reclaimedBytes: said.SpaceReclaimed ?? 0 };
    } catch (thrown) {
      throw toFailure(thrown, { context }, signal);
    }
  }
}
