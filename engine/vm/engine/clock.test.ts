import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { setGuestClock, watchSleep } from './clock.ts';
import type { CommandResult } from './link.ts';

beforeEach(() => vi.useFakeTimers({ now: 1_700_000_000_250 }));
afterEach(() => vi.useRealTimers());

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
    const now = Date.now() + off;
    const [, second] = /-s @(\d+)/.exec(command) ?? [];
    if (second !== undefined) seen.push((off = Number(second) * 1000 - Date.now()));
    const stdout = `    time.tv_sec:  ${Math.floor(now / 1000)}\n    time.tv_usec: ${(now % 1000) * 1000}\n`;
    await wait();
    return { status: 0, stdout, stderr: '' };
  };
  return { run, commands, seen, off: () => off };
}

const set = async (link: ReturnType<typeof guest>) => {
  const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const done = setGuestClock(link, { now: () => Date.now(), sleep });
  await vi.runAllTimersAsync();
  return done;
};

test.each([-6_000, 6_000, 3_600_000])(
  'a clock that is %i ms off is right within a fraction of a second',
  async (offMs) => {
    const link = guest(offMs);
    expect(Math.abs((await set(link)) - offMs)).toBeLessThan(5);
    expect(Math.abs(link.off())).toBeLessThan(30);
  },
);

test('one that is far off is nearly right at once, and never goes back after that', async () => {
  const link = guest(-60_000);
  await set(link);
  const { seen } = link;
  expect(link.commands.filter((command) => command.startsWith('date'))).toHaveLength(2);
  expect(Math.abs(seen[0]!)).toBeLessThan(1_030);
  expect(seen[1]! - seen[0]!).toBeGreaterThanOrEqual(0);
  expect(Math.abs(link.off())).toBeLessThan(30);
});

test('a clock that is near enough is not set', async () => {
  const link = guest(120);
  await set(link);
  expect(link.commands).toHaveLength(1);
});

test('a slow connection is allowed for', async () => {
  const link = guest(-5_000, 400);
  await set(link);
  expect(Math.abs(link.off())).toBeLessThan(30);
});

test('a guest that says something else is not set', async () => {
  const run = () => Promise.resolve({ status: 127, stdout: '', stderr: 'adjtimex: not found' });
  await expect(setGuestClock({ run })).rejects.toThrow('cannot be read');
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
