import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTrimmer } from './trim.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('many removals are one trim, soon after the last; removals without an end are not waited out', async () => {
  const trim = vi.fn<() => Promise<void>>(() => Promise.resolve());
  const trimmer = createTrimmer(trim);
  for (let removal = 0; removal < 3; removal++) {
    trimmer.removed();
    await vi.advanceTimersByTimeAsync(2_000);
  }
  expect(trim).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(4_000);
  expect(trim).toHaveBeenCalledTimes(1);
  for (let removal = 0; removal < 20; removal++) {
    trimmer.removed();
    await vi.advanceTimersByTimeAsync(2_000);
  }
  expect(trim.mock.calls.length).toBeGreaterThan(1);
});

test('one that fails is made up for by the next; closed, none comes', async () => {
  const trim = vi.fn<() => Promise<void>>(() => Promise.reject(new Error('lost')));
  const trimmer = createTrimmer(trim);
  trimmer.removed();
  await vi.advanceTimersByTimeAsync(6_000);
  trimmer.removed();
  await vi.advanceTimersByTimeAsync(6_000);
  expect(trim).toHaveBeenCalledTimes(2);
  trimmer.removed();
  trimmer.close();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(trim).toHaveBeenCalledTimes(2);
});
