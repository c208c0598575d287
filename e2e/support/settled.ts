import { isDeepStrictEqual } from 'node:util';
import { expect } from '@playwright/test';

/** What is read when it has stopped changing: the same twice, half a second apart. */
export async function settled<T>(read: () => Promise<T>): Promise<T> {
  let last = await read();
  await expect(async () => {
    const before = last;
    last = await read();
    expect(isDeepStrictEqual(last, before)).toBe(true);
  }).toPass({ intervals: [500] });
  return last;
}
