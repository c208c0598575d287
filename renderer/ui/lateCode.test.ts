// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from 'vitest';

const answer = () => Promise.resolve(new Response('code'));

beforeEach(() => {
  vi.resetModules();
  document.body.innerHTML = '<script type="application/json" id="late-code">["/a.js","/b.js"]</script>';
  return () => vi.unstubAllGlobals();
});

test('everything is fetched once', async () => {
  const fetch = vi.fn<typeof globalThis.fetch>(answer);
  vi.stubGlobal('fetch', fetch);
  const { fetchLateCode } = await import('./lateCode.ts');
  await Promise.all([fetchLateCode(), fetchLateCode()]);
  expect(fetch.mock.calls.map(([address]) => address)).toEqual(['/a.js', '/b.js']);
});

test('what a change of the network made the browser drop is fetched again', async () => {
  const fetch = vi
    .fn<typeof globalThis.fetch>()
    .mockRejectedValueOnce(new TypeError('Failed to fetch'))
    .mockImplementation(answer);
  vi.stubGlobal('fetch', fetch);
  const { fetchLateCode } = await import('./lateCode.ts');
  await fetchLateCode();
  expect(fetch.mock.calls.map(([address]) => address)).toEqual(['/a.js', '/b.js', '/a.js']);
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
