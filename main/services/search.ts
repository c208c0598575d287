import type { ServiceOf } from '../../contract/index.ts';
import type { HubHit } from '../../contract/model/search.ts';
import type { GetConnection } from '../docker/connection.ts';
import { toFailure } from '../docker/errors.ts';
import { requestJson } from '../docker/request.ts';

interface SaidHit {
  readonly name: string;
  readonly description?: string;
  readonly star_count?: number;
  readonly is_official?: boolean;
}

/** What `GET /images/search` says; the engine asks Docker Hub itself. */
export function createSearchService({ getConnection }: { readonly getConnection: GetConnection }): ServiceOf<'search'> {
  return {
    async hub({ context, text, limit }, signal) {
      const { docker } = await getConnection(context, signal);
      const request = { method: 'GET', path: '/images/search', query: { term: text, limit }, signal } as const;
      try {
        const hits = await requestJson<readonly SaidHit[] | null>(docker, request);
        return (hits ?? []).map(toHit).toSorted((a, b) => b.stars - a.stars);
      } catch (thrown) {
        throw toFailure(thrown, { context, kind: 'image', name: 'docker.io/' }, signal);
      }
    },
  };
}

const toHit = ({ name, description = '', star_count = 0, is_official = false }: SaidHit): HubHit => ({
  name: name.replace(/^(?:docker\.io\/)?library\//, ''),
  description,
  stars: star_count,
  isOfficial: is_official,
});
