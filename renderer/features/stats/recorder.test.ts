// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StatsSample, StatsTick } from '../../../contract/model/stats.ts';
import { StatsFollower } from './follower.ts';
import { createRecorder } from './recorder.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const sampleAt = (at: number) => ({ at }) as StatsSample;

function setUp(past: Promise<readonly StatsSample[]>) {
  let tick: (tick: StatsTick) => void = () => {};
  let openStreams = 0;
  const follower = new StatsFollower((_, onTick) => {
    tick = onTick;
    openStreams += 1;
    return () => (openStreams -= 1);
  });
  const recorder = createRecorder(follower, 'a', () => past);
  return {
    recorder,
    times: () => recorder.samples().map(({ at }) => at),
    tick: (at: number) => tick({ at, samples: { a: sampleAt(at) } }),
    openStreams: () => openStreams,
  };
}

describe('the recorder of one container', () => {
  it('joins what main remembers to what comes', async () => {
    const { recorder, times, tick } = setUp(Promise.resolve([sampleAt(1000), sampleAt(2000)]));
    const listener = vi.fn<() => void>();
    recorder.subscribe(listener);
    await vi.advanceTimersByTimeAsync(150);
    tick(2000);
    tick(3000);
    expect(times()).toEqual([1000, 2000, 3000]);
    expect(listener).toHaveBeenCalledTimes(3);
  });

  it('begins now when the past cannot be had', async () => {
    const { recorder, times, tick } = setUp(Promise.reject(new Error('lost')));
    recorder.subscribe(() => {});
    await vi.advanceTimersByTimeAsync(150);
    tick(5000);
    expect(times()).toEqual([5000]);
  });

  it('follows nothing once nobody looks', async () => {
    const { recorder, openStreams } = setUp(Promise.resolve([]));
    const leave = recorder.subscribe(() => {});
    await vi.advanceTimersByTimeAsync(150);
    expect(openStreams()).toBe(1);
    leave();
    await vi.advanceTimersByTimeAsync(150);
    expect(openStreams()).toBe(0);
  });
});
