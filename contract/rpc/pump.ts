import { weigh } from './bytes.ts';
import { WINDOW_BYTES, WINDOW_ITEMS } from './transport.ts';

/** A message carries at most a quarter of the window, so that the next ones are on their way while it is read. */
const BATCH_ITEMS = WINDOW_ITEMS / 4;
const BATCH_BYTES = WINDOW_BYTES / 4;
/** Turns of the microtask queue in which a source that has more at hand (through a few generators) gives it. */
const PATIENCE = 12;
const MICROTASK = Promise.resolve();

/** What the reader has not taken yet. */
export interface Window {
  hasRoom(): boolean;
  /** Resolves when there is room; never rejects. */
  room(): Promise<void>;
  add(item: unknown): number;
  taken(count: number): void;
}

export function createWindow(): Window {
  const weights: number[] = [];
  let bytes = 0;
  let wake: (() => void) | undefined;
  const hasRoom = () => weights.length < WINDOW_ITEMS && bytes < WINDOW_BYTES;
  return {
    hasRoom,
    room: () => new Promise((resolve) => (hasRoom() ? resolve() : (wake = resolve))),
    add(item) {
      const weight = weigh(item);
      weights.push(weight);
      bytes += weight;
      return weight;
    },
    taken(count) {
      for (const weight of weights.splice(0, count)) bytes -= weight;
      if (hasRoom()) wake?.();
    },
  };
}

/**
 * Sends what a source yields, and does not ask it for more while the window is full. What it has at hand goes in one
 * message; as soon as it makes us wait, what there is goes out: no timer delays a lone item.
 * Returns when the source ends or the signal aborts (and then may stay waiting for a source that does not answer).
 */
export async function pump(
  source: AsyncIterator<unknown>,
  window: Window,
  signal: AbortSignal,
  send: (items: readonly unknown[]) => void,
): Promise<void> {
  let batch: unknown[] = [];
  let batchBytes = 0;
  const flush = () => {
    if (batch.length === 0 || signal.aborted) return;
    send(batch);
    batch = [];
    batchBytes = 0;
  };
  try {
    for (;;) {
      if (!window.hasRoom()) {
        flush();
        await window.room();
      }
      if (signal.aborted) return;
      const result = await atHand(source.next(), batch.length > 0, flush);
      if (signal.aborted || result.done) return;
      batch.push(result.value);
      batchBytes += window.add(result.value);
      if (batch.length >= BATCH_ITEMS || batchBytes >= BATCH_BYTES) flush();
    }
  } finally {
    flush(); // also when the source fails: what came before is worth having
  }
}

async function atHand<T>(promise: Promise<T>, isUrgent: boolean, otherwise: () => void): Promise<T> {
  if (!isUrgent) return promise;
  let isSettled = false;
  const settled = () => void (isSettled = true);
  promise.then(settled, settled);
  for (let turn = 0; turn < PATIENCE && !isSettled; turn++) await MICROTASK;
  if (!isSettled) otherwise();
  return promise;
}
