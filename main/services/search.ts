import { DOCKER_HUB } from '../../contract/model/imageReference.ts';
import type { ServiceOf } from '../../contract/index.ts';
import type { HubHit, HubTrust } from '../../contract/model/search.ts';
import type { GetConnection } from '../docker/connection.ts';
import { toFailure } from '../docker/errors.ts';
import { pause } from '../live/pause.ts';
import { requestJson } from '../docker/request.ts';
import type { SettingsStore } from '../storage/settings.ts';
import { createCredentialStore, type HubTrustOf, type Registries } from '../registries/index.ts';

interface SaidHit {
  readonly name: string;
  readonly description?: string;
  readonly star_count?: number;
  readonly is_official?: boolean;
}

interface SearchDeps {
  readonly getConnection: GetConnection;
  readonly registries: Registries;
  readonly settings: Pick<SettingsStore, 'current'>;
  readonly hubTrust: HubTrustOf;
}

/** How much longer than the engine may take who only adds marks. */
const GRACE_MS = 1000;
const NOBODY: ReadonlyMap<string, HubTrust> = new Map();
const MAX_LOOKED_THROUGH = 20_000;
const MAX_HITS = 100;

export function createSearchService({
  getConnection,
  registries,
  settings,
  hubTrust,
}: SearchDeps): ServiceOf<'search'> {
  const store = createCredentialStore(registries.configDir);
  return {
    /** `GET /images/search`: the engine asks Docker Hub itself. Whom that vouches for is asked meanwhile. */
    async hub({ context, text, limit }, signal) {
      const { docker } = await getConnection(context, signal);
      const enough = new AbortController();
      const trusted = hubTrust(text, limit, AbortSignal.any([signal, enough.signal]));
      const request = { method: 'GET', path: '/images/search', query: { term: text, limit }, signal } as const;
      try {
        const hits = await requestJson<readonly SaidHit[] | null>(docker, request);
        const trust = await Promise.race([trusted, pause(GRACE_MS, enough.signal).then(() => NOBODY)]);
        return (hits ?? []).map((hit) => toHit(hit, trust)).toSorted((a, b) => b.stars - a.stars);
      } catch (thrown) {
        throw toFailure(thrown, { context, kind: 'image', name: 'docker.io/' }, signal);
      } finally {
        enough.abort();
      }
    },

    async registries() {
      const signedIn = (await store.list()).map(({ registry }) => registry);
      const added = settings.current().registries.map(({ name }) => name);
      return [...new Set([...signedIn, ...added])].filter((registry) => registry !== DOCKER_HUB).toSorted();
    },

    /** The registry API has no search: the catalog is read, and looked through here. */
    registry: ({ registry, text }, signal) =>
      registries.use(registry, async (client) => {
        const wanted = text.toLowerCase();
        const hits: string[] = [];
        let lookedThrough = 0;
        for await (const page of client.repositories(signal)) {
          hits.push(...page.filter((name) => name.toLowerCase().includes(wanted)));
          lookedThrough += page.length;
          if (hits.length > MAX_HITS || lookedThrough > MAX_LOOKED_THROUGH) break;
        }
        const isWhole = hits.length <= MAX_HITS && lookedThrough <= MAX_LOOKED_THROUGH;
        const repositories = hits.slice(0, MAX_HITS).map((name) => `${registry}/${name}`);
        return { repositories, isWhole };
      }),
  };
}

function toHit(
  { name: said, description = '', star_count = 0, is_official = false }: SaidHit,
  trusted: ReadonlyMap<string, HubTrust>,
): HubHit {
  const name = said.replace(/^(?:docker\.io\/)?library\//, '');
  const trust = is_official ? 'official' : trusted.get(name);
  return { name, description, stars: star_count, ...(trust && { trust }) };
}
