// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from 'vitest';

const answer = () => Promise.resolve(new Response('code'));

beforeEach(() => {
  vi.resetModules();
  document.body.innerHTML =
    '<script type="application/json" id="late-code">{"files":["/a.js","/b.js","/c.js"],"needs":{"Page":[1,2]}}</script>';
  return () => vi.unstubAllGlobals();
});

test('everything is fetched once', async () => {
  const fetch = vi.fn<typeof globalThis.fetch>(answer);
  vi.stubGlobal('fetch', fetch);
  const { fetchLateCode } = await import('./lateCode.ts');
  await Promise.all([fetchLateCode(), fetchLateCode()]);
  expect(fetch.mock.calls.map(([address]) => address)).toEqual(['/a.js', '/b.js', '/c.js']);
});

test('what a change of the network made the browser drop is fetched again', async () => {
  const fetch = vi
    .fn<typeof globalThis.fetch>()
    .mockRejectedValueOnce(new TypeError('Failed to fetch'))
    .mockImplementation(answer);
  vi.stubGlobal('fetch', fetch);
  const { fetchLateCode } = await import('./lateCode.ts');
  await fetchLateCode();
  expect(fetch.mock.calls.map(([address]) => address)).toEqual(['/a.js', '/b.js', '/c.js', '/a.js']);
});

test('who names what is wanted waits for nothing else; the others follow, and nothing is fetched twice', async () => {
  vi.useFakeTimers();
  const fetch = vi.fn<typeof globalThis.fetch>(answer);
  vi.stubGlobal('fetch', fetch);
  const { fetchLateCode } = await import('./lateCode.ts');
  await fetchLateCode('Page');
  expect(fetch.mock.calls.map(([address]) => address)).toEqual(['/b.js', '/c.js']);
  await vi.runAllTimersAsync();
  expect(fetch.mock.calls.map(([address]) => address)).toEqual(['/b.js', '/c.js', '/a.js']);
  vi.useRealTimers();
  await fetchLateCode('Unknown');
  expect(fetch).toHaveBeenCalledTimes(3);
});

test('a server that does not answer is an error, and the next one who asks tries again', async () => {
  vi.useFakeTimers();
  const fetch = vi.fn<typeof globalThis.fetch>(() => Promise.resolve(new Response('', { status: 503 })));
  vi.stubGlobal('fetch', fetch);
  const { fetchLateCode } = await import('./lateCode.ts');
  const failure = fetchLateCode().catch((thrown: unknown) => thrown);
  await vi.runAllTimersAsync();
  expect(String(await failure)).toContain('503');
  vi.useRealTimers();
  fetch.mockImplementation(answer);
  await fetchLateCode();
});
