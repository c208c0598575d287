import { setTimeout as delay } from 'node:timers/promises';
import type { GuestLink } from './link.ts';

/** A guest that is this near is left alone: setting a clock makes programs see time jump. */
const TOLERANCE_MS = 300;
const TIMEOUT_MS = 5_000;
/** How often the clock is looked at, and how often it is looked whether this machine has slept. */
const LOOK_MS = 60_000;
const TICK_MS = 500;
/** A busy machine is late by less. */
const SLEPT_MS = 5_000;
/** A guest that is this far off is not left so until a second begins. */
const FAR_MS = 1_500;

/** This machine's own; another to test with. */
interface Time {
  now(): number;
  sleep(ms: number): Promise<unknown>;
}

const thisTime: Time = { now: () => Date.now(), sleep: (ms) => delay(ms, undefined, { ref: false }) };

/** Sets the guest's clock to the host's, when it is off. Resolves with how far it was off, in ms. */
export async function setGuestClock(link: Pick<GuestLink, 'run'>, time: Time = thisTime): Promise<number> {
  const now = () => time.now();
  const askedAt = now();
  // `date` of the guest knows whole seconds only.
  const { stdout } = await link.run('adjtimex', { timeoutMs: TIMEOUT_MS });
  const tookMs = now() - askedAt;
  const [, seconds, micros] = /tv_sec:\s*(\d+)[\s\S]*tv_usec:\s*(\d+)/.exec(stdout) ?? [];
  if (!seconds || !micros) throw new Error(`The guest’s clock cannot be read: ${stdout.slice(0, 100)}`);
  const offMs = Number(seconds) * 1000 + Number(micros) / 1000 - (askedAt + tookMs / 2);
  if (Math.abs(offMs) <= TOLERANCE_MS) return offMs;
  // It is set to whole seconds: what is sent arrives as one begins.
  const oneWayMs = tookMs / 2;
  // The second that has begun: no more than one behind, and it need not go back again.
  if (Math.abs(offMs) > FAR_MS) {
    await link.run(`date -u -s @${Math.floor((now() + oneWayMs) / 1000)}`, { timeoutMs: TIMEOUT_MS });
  }
  const second = Math.ceil((now() + oneWayMs + 20) / 1000);
  await time.sleep(Math.max(0, second * 1000 - oneWayMs - now()));
  await link.run(`date -u -s @${second}`, { timeoutMs: TIMEOUT_MS });
  return offMs;
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
  const push = async (attempts: number): Promise<void> => {
    for (let left = attempts; left > 0 && !isOver; left--) {
      const isDone = await setGuestClock(link).then(
        () => true,
        () => false,
      );
      if (isDone) return;
      await delay(500, undefined, { ref: false });
    }
  };
  const timer = setInterval(() => void push(1), LOOK_MS);
  timer.unref();
  // The connection may have died meanwhile: the first attempt finds that out, the next has a new one.
  const unwatch = watchSleep(() => void push(5));
  void push(1);
  return () => {
    isOver = true;
    clearInterval(timer);
    unwatch();
  };
}
