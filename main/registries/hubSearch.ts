import { z } from 'zod';
import type { HubTrust } from '../../contract/model/search.ts';
import { DOCKER_HUB } from '../../contract/model/imageReference.ts';
import { readJson } from './answers.ts';
import { openHub } from './hub.ts';
import { send } from './send.ts';

const TIMEOUT_MS = 3000;
const MAX_BYTES = 4 * 1_048_576;
const HUB_URL = 'https://hub.docker.com';

/** As Docker's own MCP server reads it (docker/hub-mcp); it is no documented API, so what is not as expected says nothing, and spoils nothing else. */
const Found = z.object({ name: z.string().min(1), badge: z.string() });
const Results = z.object({ results: z.array(z.unknown()) });

const TRUST: Readonly<Record<string, HubTrust>> = {
  official: 'official',
  verified_publisher: 'verified-publisher',
  open_source: 'sponsored-open-source',
};

export type HubTrustOf = (text: string, limit: number, signal: AbortSignal) => Promise<ReadonlyMap<string, HubTrust>>;

/**
 * Asks Docker Hub whom it vouches for among what a search finds (`GET /api/search/v4`, as its site and its MCP server do):
 * the engine's search tells only which are official. By name, `redis` or `owner/name`. Never rejects: offline, refused
 * or not understood there are simply no marks.
 */
export function createHubTrust(env: Readonly<Record<string, string | undefined>>, hubUrl = HUB_URL): HubTrustOf {
  return async (text, limit, signal) => {
    try {
      return await ask(env, hubUrl, text, limit, AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]));
    } catch {
      return new Map();
    }
  };
}

async function ask(
  env: Readonly<Record<string, string | undefined>>,
  hubUrl: string,
  text: string,
  limit: number,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, HubTrust>> {
  const dispatchers = await openHub(env, hubUrl, TIMEOUT_MS);
  try {
    const url = new URL(`${hubUrl}/api/search/v4`);
    url.search = new URLSearchParams({ query: text, type: 'image', from: '0', size: String(limit) }).toString();
    const headers = { accept: 'application/json' };
    const answer = await send(DOCKER_HUB, dispatchers, { method: 'GET', url, headers, maxBytes: MAX_BYTES, signal });
    if (answer.status !== 200) return new Map();
    return trustIn(readJson(answer, DOCKER_HUB));
  } finally {
    await dispatchers.close();
  }
}

function trustIn(value: unknown): ReadonlyMap<string, HubTrust> {
  const found = Results.parse(value).results.flatMap((result) => {
    const { data } = Found.safeParse(result);
    const trust = data && TRUST[data.badge];
    return data && trust ? [[data.name.replace(/^library\//, ''), trust] as const] : [];
  });
  return new Map(found);
}
