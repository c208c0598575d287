import { expect, test } from 'vitest';
import { withLock } from './lock.ts';

test('work of one name is done one after the other, other work meanwhile', async () => {
  const name = `test ${process.pid} ${Math.random()}`;
  const order: string[] = [];
  let release = () => {};
  const held = withLock(name, undefined, async () => {
    order.push('first in');
    await new Promise<void>((resolve) => (release = resolve));
    order.push('first out');
  });
  await expect.poll(() => order).toEqual(['first in']);
  const waiting = withLock(name, undefined, async () => void order.push('second in'));
  await withLock(`${name} other`, undefined, async () => void order.push('other'));
  release();
  await Promise.all([held, waiting]);
  expect(order).toEqual(['first in', 'other', 'first out', 'second in']);
});

test('who waits can give up; work that fails frees the lock', async () => {
  const name = `test ${process.pid} ${Math.random()}`;
  const failing = withLock(name, undefined, async () => {
    await expect(withLock(name, AbortSignal.abort(), async () => {})).rejects.toMatchObject({
      error: { code: 'cancelled' },
    });
    throw new Error('broken');
  });
  await expect(failing).rejects.toThrow('broken');
  expect(await withLock(name, undefined, async () => 'free')).toBe('free');
});
