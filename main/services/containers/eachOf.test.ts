import { describe, expect, test } from 'vitest';
import { eachOf, mapEach } from './eachOf.ts';

/** Work that ends when it is told to. */
function gates() {
  const begun: number[] = [];
  const open = new Map<number, () => void>();
  const work = (item: number) => {
    begun.push(item);
    return new Promise<number>((resolve) => open.set(item, () => resolve(item * 10)));
  };
  return { begun, work, finish: (item: number) => open.get(item)?.() };
}

describe('doing one thing to many', () => {
  test('begins a few at a time and gives results in the order in which they end', async () => {
    const { begun, work, finish } = gates();
    const results = eachOf([1, 2, 3], 2, work);
    const first = results.next();
    expect(begun).toEqual([1, 2]);
    finish(2);
    expect((await first).value).toBe(20);
    const second = results.next();
    await expect.poll(() => begun).toEqual([1, 2, 3]);
    finish(3);
    expect((await second).value).toBe(30);
    finish(1);
    expect((await results.next()).value).toBe(10);
    expect((await results.next()).done).toBe(true);
  });

  test('begins no more when the reader leaves', async () => {
    const { begun, work, finish } = gates();
    const results = eachOf([1, 2, 3], 1, work);
    const first = results.next();
    finish(1);
    await first;
    await results.return();
    expect(begun).toEqual([1]);
  });

  test('nothing is nothing', async () => {
    expect(await mapEach([], 2, async () => 1)).toEqual([]);
  });

  test('gives all in the order of the items, or the first failure', async () => {
    expect(await mapEach([3, 1, 2], 2, async (item) => item * 10)).toEqual([30, 10, 20]);
    const fail = async (item: number) => {
      if (item === 2) throw new Error('two');
      return item;
    };
    await expect(mapEach([1, 2, 3], 1, fail)).rejects.toThrow('two');
  });
});
