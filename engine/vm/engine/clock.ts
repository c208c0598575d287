import { setTimeout as delay } from 'node:timers/promises';
import type { GuestLink } from './link.ts';

/** A guest that is this near is left alone: setting a clock makes programs see time jump. */
const TOLERANCE_MS = 300;
const TIMEOUT_MS = 5_000;
/** How often the clock is looked at, and how often it is looked whether this machine has slept. */
const LOOK_MS = 60_000;
const TICK_MS = 250;
/** A machine that is only busy may be late by as much: then the clock is looked at for nothing. */
const SLEPT_MS = 2_000;
/** A second that begins so soon is waited for. */
const SOON_MS = 300;
/** How long a command is on its way, as long as nobody knows. */
const FIRST_ONE_WAY_MS = 30;
/** More than this was not the way but a guest that was busy, and would set a clock that is right. */
const MAX_ONE_WAY_MS = 150;
const ATTEMPTS = 5;
const RETRY_MS = 500;

/** This machine's own; another to test with. */
interface Time {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<unknown>;
}

const thisTime: Time = { now: () => Date.now(), sleep: (ms) => delay(ms, undefined, { ref: false }) };

/**
 * One command for a guest that may have stood still, as each is some time on its way: what is off by more than a second is
 * set to this one, then the clock is told. The shell of the guest has the time without starting a program; `date`, which
 * sets it, knows whole seconds only.
 */
const nearly = (second: number) =>
  `case $((EPOCHSECONDS - ${second})) in -1|0|1) ;; *) date -u -s @${second} >/dev/null ;; esac; echo $EPOCHREALTIME`;

/**
 * Sets the guest's clock to the host's, when it is off: at once to less than a second, then exactly as a second begins,
 * and never back in between. `oneWayMs` is how long a command took to get there; resolves with how long it takes now.
 */
export async function setGuestClock(
  link: Pick<GuestLink, 'run'>,
  oneWayMs = FIRST_ONE_WAY_MS,
  { now, sleep }: Time = thisTime,
): Promise<number> {
  const leadMs = Math.min(oneWayMs, MAX_ONE_WAY_MS);
  const untilNextMs = 1000 - ((now() + leadMs) % 1000);
  if (untilNextMs < SOON_MS) await sleep(untilNextMs);
  const askedAt = now();
  const begun = Math.floor((askedAt + leadMs + 1) / 1000);
  const { stdout } = await link.run(nearly(begun), { timeoutMs: TIMEOUT_MS });
  const tookMs = now() - askedAt;
  const [, seconds] = /^(\d+\.\d{6})$/m.exec(stdout) ?? [];
  if (seconds === undefined) throw new Error(`The guest’s clock cannot be read: ${stdout.slice(0, 100)}`);
  const takesMs = tookMs / 2;
  const offMs = Number(seconds) * 1000 - (askedAt + takesMs);
  if (Math.abs(offMs) <= TOLERANCE_MS) return takesMs;
  // What is sent arrives as a second begins.
  const second = Math.ceil((now() + takesMs + 20) / 1000);
  await sleep(Math.max(0, second * 1000 - takesMs - now()));
  await link.run(`date -u -s @${second}`, { timeoutMs: TIMEOUT_MS });
  return takesMs;
}

/** Calls `onSlept` after this machine has slept: its timers stood still, its clock went on. Returns what ends it. */
export function watchSleep(onSlept: () => void, now: () => number = Date.now): () => void {
  let last = now();
  const timer = setInterval(() => {
    const passedMs = now() - last;
    last += passedMs;
    if (passedMs > SLEPT_MS) onSlept();
  }, TICK_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** Keeps the guest's clock with the host's: each minute, and at once after a sleep. What fails is tried again. Returns what ends it. */
export function keepClock(link: Pick<GuestLink, 'run'>): () => void {
  let isOver = false;
  let isPushing = false;
  let oneWayMs: number | undefined;
  const push = async (): Promise<void> => {
    if (isPushing) return; // After a sleep both timers are due.
    isPushing = true;
    // The connection may have died meanwhile: the first attempt finds that out, the next has a new one.
    for (let left = ATTEMPTS; left > 0 && !isOver; left--) {
      const took = await setGuestClock(link, oneWayMs).catch(() => undefined);
      oneWayMs = took ?? oneWayMs;
      if (took !== undefined) break;
      await delay(RETRY_MS, undefined, { ref: false });
    }
    isPushing = false;
  };
  const timer = setInterval(() => void push(), LOOK_MS);
  timer.unref();
  const unwatch = watchSleep(() => void push());
  void push();
  return () => {
    isOver = true;
    clearInterval(timer);
    unwatch();
  };
}
