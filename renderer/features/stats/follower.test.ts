// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StatsSample, StatsTick } from '../../../contract/model/stats.ts';
import { type OpenStats, RECENT_SAMPLES, StatsFollower } from './follower.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  setHidden(false);
});

const sampleAt = (at: number): StatsSample => ({
  at,
  cpuPercent: 1,
  memoryBytes: 1,
  memoryLimitBytes: 2,
  networkRxBytes: 0,
  networkTxBytes: 0,
  blockReadBytes: 0,
  blockWriteBytes: 0,
  pids: 1,
});

function setHidden(isHidden: boolean) {
  Object.defineProperty(document, 'hidden', { configurable: true, value: isHidden });
  document.dispatchEvent(new Event('visibilitychange'));
}

function setUp() {
  const opened: { ids: readonly string[]; tick: (tick: StatsTick) => void; fail: () => void; isOpen: boolean }[] = [];
  const open: OpenStats = (ids, tick, onError) => {
    const stream = {
      ids,
      tick,
      fail: () => onError({ code: 'unexpected', message: 'x', detail: '' }),
      isOpen: true,
    };
    opened.push(stream);
    return () => (stream.isOpen = false);
  };
  const tick = (at: number, ...ids: string[]) =>
    opened.at(-1)?.tick({ at, samples: Object.fromEntries(ids.map((id) => [id, sampleAt(at)])) });
  return { follower: new StatsFollower(open), opened, tick, openNow: () => opened.filter(({ isOpen }) => isOpen) };
}

describe('the follower of statistics', () => {
  it('opens one stream for all that came within a moment', () => {
    const { follower, opened } = setUp();
    for (const id of ['b', 'a', 'c', 'a']) follower.watch(id, () => {});
    expect(opened).toHaveLength(0);
    vi.advanceTimersByTime(150);
    expect(opened.map(({ ids }) => ids)).toEqual([['a', 'b', 'c']]);
  });

  it('opens another one when other rows are seen, and closes the first', () => {
    const { follower, opened } = setUp();
    const leave = follower.watch('a', () => {});
    vi.advanceTimersByTime(150);
    leave();
    follower.watch('b', () => {});
    vi.advanceTimersByTime(150);
    expect(opened.map(({ ids, isOpen }) => [ids, isOpen])).toEqual([
      [['a'], false],
      [['b'], true],
    ]);
  });

  it('leaves the stream as it is when a row goes and comes back', () => {
    const { follower, opened } = setUp();
    const leave = follower.watch('a', () => {});
    vi.advanceTimersByTime(150);
    leave();
    follower.watch('a', () => {});
    vi.advanceTimersByTime(150);
    expect(opened).toHaveLength(1);
  });

  it('leaves nothing open when nobody looks', () => {
    const { follower, openNow } = setUp();
    const leave = [follower.watch('a', () => {}), follower.watch('a', () => {})];
    vi.advanceTimersByTime(150);
    leave[0]?.();
    vi.advanceTimersByTime(150);
    expect(openNow()).toHaveLength(1);
    leave[1]?.();
    vi.advanceTimersByTime(150);
    expect(openNow()).toHaveLength(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('stops while the page is hidden', () => {
    const { follower, openNow } = setUp();
    follower.watch('a', () => {});
    vi.advanceTimersByTime(150);
    setHidden(true);
    expect(openNow()).toHaveLength(0);
    setHidden(false);
    expect(openNow()).toHaveLength(1);
  });

  it('tells only those whose container has something new', () => {
    const { follower, tick } = setUp();
    const calls = { a: 0, b: 0 };
    follower.watch('a', () => calls.a++);
    follower.watch('b', () => calls.b++);
    vi.advanceTimersByTime(150);
    tick(1000, 'a');
    expect(calls).toEqual({ a: 1, b: 0 });
    expect(follower.statsOf('a').sample?.at).toBe(1000);
    expect(follower.statsOf('b').sample).toBeUndefined();
  });

  it('says nothing of a container that stopped, but keeps what it did', () => {
    const { follower, tick } = setUp();
    follower.watch('a', () => {});
    vi.advanceTimersByTime(150);
    tick(1000, 'a');
    tick(2000);
    expect(follower.statsOf('a')).toEqual({ sample: undefined, recent: [sampleAt(1000)] });
    const before = follower.statsOf('a');
    tick(3000);
    expect(follower.statsOf('a')).toBe(before);
  });

  it('keeps the last minute, also of a row that was away', () => {
    const { follower, tick } = setUp();
    const leave = follower.watch('a', () => {});
    vi.advanceTimersByTime(150);
    for (let at = 1; at <= 100; at++) tick(at, 'a');
    expect(follower.statsOf('a').recent).toHaveLength(RECENT_SAMPLES);
    expect(follower.statsOf('a').recent.at(-1)?.at).toBe(100);
    leave();
    vi.advanceTimersByTime(5000);
    follower.watch('a', () => {});
    expect(follower.statsOf('a').recent).toHaveLength(RECENT_SAMPLES);
  });

  it('tries again after a failure, and does not show what is old meanwhile', () => {
    const { follower, opened, tick } = setUp();
    follower.watch('a', () => {});
    vi.advanceTimersByTime(150);
    tick(1000, 'a');
    opened[0]?.fail();
    expect(follower.statsOf('a').sample).toBeUndefined();
    vi.advanceTimersByTime(3000);
    expect(opened).toHaveLength(2);
  });
});
