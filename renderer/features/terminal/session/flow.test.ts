import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFlow } from './flow.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const KIB = 1024;

/** A screen that takes in what it was given only when it is told to. */
function slowScreen() {
  const waiting: (() => void)[] = [];
  const written: number[] = [];
  let held = 0;
  let mostHeld = 0;
  const flow = createFlow((bytes, done) => {
    written.push(bytes.length);
    held += bytes.length;
    mostHeld = Math.max(mostHeld, held);
    waiting.push(() => {
      held -= bytes.length;
      done();
    });
  });
  return { flow, written, parseOne: () => waiting.shift()?.(), mostHeld: () => mostHeld, left: () => waiting.length };
}

async function isWaiting(promise: Promise<void>): Promise<boolean> {
  let isDone = false;
  void promise.then(() => (isDone = true));
  await vi.advanceTimersByTimeAsync(0);
  return !isDone;
}

describe('the flow of output', () => {
  it('hands over at once what a person waits for', async () => {
    const { flow, written } = slowScreen();
    expect(await isWaiting(flow.push(new Uint8Array(10)))).toBe(false);
    await flow.push(new Uint8Array(5));
    expect(written).toEqual([10, 5]);
  });

  it('hands over a flood in bursts, and loses nothing', async () => {
    const times: number[] = [];
    let total = 0;
    const flow = createFlow((bytes, done) => {
      total += bytes.length;
      times.push(Date.now());
      done();
    });
    for (let index = 0; index < 40; index++) {
      await flow.push(new Uint8Array(64 * KIB));
      await vi.advanceTimersByTimeAsync(5);
    }
    await vi.advanceTimersByTimeAsync(40);
    expect(total).toBe(40 * 64 * KIB);
    expect(new Set(times).size).toBeLessThanOrEqual(6);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('keeps the order of bytes', async () => {
    const shown: number[] = [];
    const flow = createFlow((bytes, done) => {
      shown.push(...bytes);
      done();
    });
    const sizes = [1, 40_000, 3, 50_000, 2];
    for (const [index, size] of sizes.entries()) await flow.push(new Uint8Array(size).fill(index));
    await vi.advanceTimersByTimeAsync(100);
    expect(shown).toEqual(sizes.flatMap((size, index) => Array.from({ length: size }, () => index)));
  });

  it('makes the reader wait for a slow screen, and wakes it before the screen runs dry', async () => {
    const { flow, parseOne, left } = slowScreen();
    let last = Promise.resolve();
    for (let index = 0; index < 32; index++) last = flow.push(new Uint8Array(64 * KIB));
    await vi.advanceTimersByTimeAsync(50);
    expect(await isWaiting(last)).toBe(true);
    // The first piece went alone, the others in half megabytes: 64 KiB, 3 × 512 KiB, 448 KiB.
    expect(left()).toBe(5);
    for (let index = 0; index < 3; index++) parseOne();
    expect(await isWaiting(last)).toBe(true);
    parseOne();
    expect(await isWaiting(last)).toBe(false);
    expect(left()).toBe(1);
  });

  it('holds no more than the high mark and one piece, however much comes', async () => {
    const { flow, parseOne, mostHeld, left } = slowScreen();
    const piece = 100_000;
    let isDone = false;
    const reader = (async () => {
      for (let index = 0; index < 200; index++) await flow.push(new Uint8Array(piece));
      isDone = true;
    })();
    while (!isDone || left() > 0) {
      parseOne();
      await vi.advanceTimersByTimeAsync(7);
    }
    await reader;
    expect(mostHeld()).toBeLessThanOrEqual(2 * KIB * KIB + piece);
  });
});
