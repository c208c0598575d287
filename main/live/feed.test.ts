import { describe, expect, test } from 'vitest';
import { Feed } from './feed.ts';

interface Item {
  readonly id: string;
  readonly value: number;
}

const items = (count: number, value = 0): Item[] => Array.from({ length: count }, (_, id) => ({ id: `i${id}`, value }));

describe('a feed', () => {
  test('gives each reader the whole list first, then what moved', async () => {
    const feed = new Feed<Item>();
    feed.patch(items(2), []);
    const reader = feed.watch(new AbortController().signal);
    expect((await reader.next()).value).toEqual({ type: 'snapshot', items: items(2) });

    feed.patch([{ id: 'i1', value: 5 }], ['i0']);
    expect((await reader.next()).value).toEqual({
      type: 'patch',
      upserted: [{ id: 'i1', value: 5 }],
      removed: ['i0'],
    });
  });

  test('owes a reader that lags one merged patch, however much happened', async () => {
    const feed = new Feed<Item>();
    feed.patch(items(3), []);
    const reader = feed.watch(new AbortController().signal);
    await reader.next();
    for (let value = 1; value <= 10_000; value++) feed.patch([{ id: 'i0', value }], []);
    expect((await reader.next()).value).toEqual({
      type: 'patch',
      upserted: [{ id: 'i0', value: 10_000 }],
      removed: [],
    });
  });

  test('gives a reader that is hopelessly behind the list anew, so that what it is owed stays bounded', async () => {
    const feed = new Feed<Item>();
    const reader = feed.watch(new AbortController().signal);
    await reader.next();
    for (let id = 0; id < 5000; id++) {
      feed.patch([{ id: `x${id}`, value: 0 }], []);
      feed.patch([], [`x${id}`]);
    }
    feed.patch(items(1), []);
    expect((await reader.next()).value).toEqual({ type: 'snapshot', items: items(1) });
  });

  test('ends when the signal is aborted, also while it waits', async () => {
    const feed = new Feed<Item>();
    const stop = new AbortController();
    const reader = feed.watch(stop.signal);
    await reader.next();
    const waiting = reader.next();
    stop.abort();
    expect(await waiting).toEqual({ done: true, value: undefined });
  });

  test('forgets without telling the readers that anything was removed', async () => {
    const feed = new Feed<Item, { type: 'gone' }>();
    feed.patch(items(2), []);
    const reader = feed.watch(new AbortController().signal);
    await reader.next();
    feed.patch(items(1, 7), []);
    feed.forget();
    feed.say({ type: 'gone' });
    expect((await reader.next()).value).toEqual({ type: 'gone' });
    feed.replace(items(1, 8));
    expect((await reader.next()).value).toEqual({ type: 'snapshot', items: items(1, 8) });
  });
});
