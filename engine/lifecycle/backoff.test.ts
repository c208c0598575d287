import { expect, test } from 'vitest';
import { MAX_ATTEMPTS, backoffMs } from './backoff.ts';

test('each wait is longer than the last, and all of them together take under a minute', () => {
  const waits = Array.from({ length: MAX_ATTEMPTS }, (_, index) => backoffMs(index + 1));
  expect(waits).toEqual(waits.toSorted((a, b) => a - b));
  expect(new Set(waits).size).toBe(MAX_ATTEMPTS);
  expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThan(60_000);
});
