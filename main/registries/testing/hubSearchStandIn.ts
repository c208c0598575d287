import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HubSearchStandIn {
  readonly url: string;
  /** What it was asked, with the headers that matter. */
  readonly asked: readonly {
    readonly url: URL;
    readonly userAgent: string | undefined;
    readonly isSignedIn: boolean;
  }[];
  readonly close: () => Promise<void>;
}

/** How it answers: as Docker Hub, or not. */
export type HubSearchMood = 'well' | 'html' | 'busy' | 'silent' | 'other';

const result = (name: string, badge: string | null) => ({
  id: name,
  name,
  slug: name,
  type: 'image',
  publisher: { id: name.split('/')[0], name: name.split('/')[0] },
  created_at: '2019-03-06T22:18:28.226Z',
  updated_at: '2026-08-01T12:31:09.410366Z',
  short_description: 'Said by its publisher',
  badge,
  star_count: 12,
  pull_count: '10M+',
  operating_systems: [{ name: 'linux', label: 'Linux' }],
  architectures: [{ name: 'amd64', label: 'x86-64' }],
  logo_url: { large: null, small: null },
  extension_reviewed: false,
  categories: [{ slug: 'databases-and-storage', name: 'Databases & storage' }],
  archived: false,
});

const RESULTS = [
  result('mysql', 'official'),
  result('bitnami/mysql', 'verified_publisher'),
  result('linuxserver/mysql-workbench', 'open_source'),
  result('somebody/mysql', 'none'),
  result('nobody/mysql', null),
];

/** In place of Docker Hub's own search, which no test reaches: answers in the shape that Docker's MCP server declares. */
export async function startHubSearch(mood: HubSearchMood = 'well'): Promise<HubSearchStandIn> {
  const asked: HubSearchStandIn['asked'][number][] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://hub');
    const { 'user-agent': userAgent, authorization, cookie } = request.headers;
    asked.push({ url, userAgent, isSignedIn: Boolean(authorization ?? cookie) });
    const json = { 'content-type': 'application/json' };
    if (mood === 'silent') return undefined;
    if (mood === 'html') return response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><p>Hello');
    if (mood === 'busy') return response.writeHead(429, { ...json, 'retry-after': '60' }).end('{"detail":"busy"}');
    if (mood === 'other')
      return response.writeHead(200, json).end('{"results":[7,{"name":"mysql"},{"badge":"official"}]}');
    return response.writeHead(200, json).end(JSON.stringify({ total: RESULTS.length, results: RESULTS }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
