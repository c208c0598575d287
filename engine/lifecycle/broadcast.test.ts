import { expect, test } from 'vitest';
import { createBroadcast } from './broadcast.ts';

test('a slow reader gets the newest value, not each', async () => {
  let value = 1;
  const broadcast = createBroadcast(() => value);
  const abort = new AbortController();
  const seen: number[] = [];
  for await (const current of broadcast.watch(abort.signal)) {
    seen.push(current);
    if (value < 4) {
      for (value = 2; value < 4; value++) broadcast.send();
      broadcast.send();
    } else abort.abort();
  }
  expect(seen).toEqual([1, 4]);
});

test('a reader that waits is woken by the next value and by the end', async () => {
  let value = 'old';
  const broadcast = createBroadcast(() => value);
  const abort = new AbortController();
  const reader = broadcast.watch(abort.signal)[Symbol.asyncIterator]();
  expect((await reader.next()).value).toBe('old');
  const next = reader.next();
  value = 'new';
  broadcast.send();
  expect((await next).value).toBe('new');
  const end = reader.next();
  abort.abort();
  expect((await end).done).toBe(true);
});
