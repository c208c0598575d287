import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { setGuestClock, watchSleep } from './clock.ts';
import type { CommandResult } from './link.ts';

beforeEach(() => vi.useFakeTimers({ now: 1_700_000_000_250 }));
afterEach(() => vi.useRealTimers());

/** What is left alone. */
const NEAR_MS = 300;

/** A guest whose clock is off, reached in `oneWayMs`. */
function guest(offMs: number, oneWayMs = 20) {
  let off = offMs;
  const commands: string[] = [];
  /** How far it was off after each setting. */
  const seen: number[] = [];
  const wait = () => new Promise((resolve) => setTimeout(resolve, oneWayMs));
  const run = async (command: string): Promise<CommandResult> => {
    commands.push(command);
    await wait();
    const [, second] = /-s @(\d+)/.exec(command) ?? [];
    const isNear = Math.abs(Math.floor((Date.now() + off) / 1000) - Number(second)) <= 1;
    const isSet = second !== undefined && !(command.startsWith('case') && isNear);
    if (isSet) seen.push((off = Number(second) * 1000 - Date.now()));
    const now = Date.now() + off;
    const stdout = `${(now / 1000).toFixed(6)}\n`;
    await wait();
    return { status: 0, stdout, stderr: '' };
  };
  return { run, commands, seen, off: () => off };
}

const set = async (link: ReturnType<typeof guest>, oneWayMs?: number) => {
  const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const done = setGuestClock(link, oneWayMs, { now: () => Date.now(), sleep });
  await vi.runAllTimersAsync();
  return done;
};

test.each([-6_000, 6_000, -1_400, 800, 3_600_000])(
  'a clock that is %i ms off is right within a fraction of a second',
  async (offMs) => {
    const link = guest(offMs);
    await set(link);
    expect(Math.abs(link.off())).toBeLessThan(NEAR_MS);
  },
);

test.each([0, 250, 640, 660, 690, 705, 950, 999])(
  'one that is far off is nearly right by the first command, %i ms after a second began, and never goes back after that',
  async (intoSecond) => {
    vi.setSystemTime(1_700_000_000_000 + intoSecond);
    const link = guest(-60_000);
    expect(await set(link, 20)).toBe(20);
    const [first = Infinity, ...rest] = link.seen;
    expect(Math.abs(first)).toBeLessThanOrEqual(1_000 - 300);
    for (const then of rest) expect(then).toBeGreaterThanOrEqual(first);
    expect(Math.abs(link.off())).toBeLessThan(NEAR_MS);
    expect(link.commands.length).toBeLessThanOrEqual(2);
  },
);

test('a clock that is near enough is not set', async () => {
  const link = guest(120);
  await set(link);
  expect([link.commands.length, link.seen]).toEqual([1, []]);
});

test('a clock that is right is not set, however long the last command took', async () => {
  const link = guest(0);
  await set(link, 2_400);
  expect(link.seen).toEqual([]);
});

test('a slow connection is allowed for', async () => {
  const link = guest(-5_000, 400);
  await set(link);
  expect(Math.abs(link.off())).toBeLessThan(30);
});

test('a guest that says something else is not set', async () => {
  const run = () => Promise.resolve({ status: 127, stdout: '', stderr: 'sh: not found' });
  await Promise.all([expect(setGuestClock({ run })).rejects.toThrow('cannot be read'), vi.runAllTimersAsync()]);
});

test('a sleep of this machine is seen when it wakes; time that only passes is none', async () => {
  let now = Date.now();
  const slept = vi.fn<() => void>();
  const end = watchSleep(slept, () => now);
  for (let tick = 0; tick < 5; tick++) {
    now += 2_000;
    await vi.advanceTimersByTimeAsync(2_000);
  }
  expect(slept).not.toHaveBeenCalled();
  now += 60_000;
  await vi.advanceTimersByTimeAsync(2_000);
  expect(slept).toHaveBeenCalledTimes(1);
  end();
});
