import { afterEach, expect, test } from 'vitest';
import { startNameProxy } from '../docker/testing/nameProxy.ts';
import { createHubTrust } from './hubSearch.ts';
import { type HubSearchMood, type HubSearchStandIn, startHubSearch } from './testing/hubSearchStandIn.ts';

let hub: HubSearchStandIn;
afterEach(() => hub.close());

const never = new AbortController().signal;

test('Docker Hub says whom it vouches for, and is asked as who we are and without a sign-in', async () => {
  hub = await startHubSearch();
  const trust = await createHubTrust({}, hub.url)('my sql&x', 25, never);
  expect(Object.fromEntries(trust)).toEqual({
    mysql: 'official',
    'bitnami/mysql': 'verified-publisher',
    'linuxserver/mysql-workbench': 'sponsored-open-source',
  });
  const [asked] = hub.asked;
  expect(asked).toMatchObject({ userAgent: 'gantry', isSignedIn: false });
  expect(asked?.url.pathname).toBe('/api/search/v4');
  expect(Object.fromEntries(asked?.url.searchParams ?? [])).toEqual({
    query: 'my sql&x',
    type: 'image',
    from: '0',
    size: '25',
  });
});

test.each<[string, HubSearchMood]>([
  ['a web page', 'html'],
  ['that it is asked too much', 'busy'],
  ['nothing', 'silent'],
  ['something else', 'other'],
])('where it answers with %s nobody is marked, and nothing fails', async (_, mood) => {
  hub = await startHubSearch(mood);
  expect(await createHubTrust({}, hub.url)('mysql', 25, never)).toEqual(new Map());
});

test('where it cannot be reached, or nobody waits any more, it is the same', async () => {
  hub = await startHubSearch('silent');
  expect(await createHubTrust({}, 'http://127.0.0.1:1')('mysql', 25, never)).toEqual(new Map());
  const abort = new AbortController();
  const asking = createHubTrust({}, hub.url)('mysql', 25, abort.signal);
  await expect.poll(() => hub.asked.length).toBe(1);
  abort.abort();
  expect(await asking).toEqual(new Map());
});

test('it is asked by way of the proxy that the environment names', async () => {
  hub = await startHubSearch();
  const proxy = await startNameProxy({ 'hub.example:80': Number(new URL(hub.url).port) });
  try {
    const trust = await createHubTrust({ HTTP_PROXY: proxy.url }, 'http://hub.example')('mysql', 25, never);
    expect(trust.get('bitnami/mysql')).toBe('verified-publisher');
    expect(
      await createHubTrust({ HTTP_PROXY: proxy.url, NO_PROXY: 'hub.example' }, 'http://hub.example')('a', 1, never),
    ).toEqual(new Map());
  } finally {
    await proxy.close();
  }
});
