import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { NOTHING } from '../language/analysis.ts';
import { type AnalysisWorker, createAnalyser } from './analyser.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A worker that takes so long, and what it was asked: the version, and when. */
function analyser(readingMs: number) {
  const asked: { readonly version: number; readonly at: number }[] = [];
  const begin = performance.now();
  const now = () => Math.round(performance.now() - begin);
  const start = (): AnalysisWorker => {
    const worker: AnalysisWorker = {
      postMessage({ version }) {
        asked.push({ version, at: now() });
        setTimeout(() => worker.onmessage?.({ data: { version, analysis: NOTHING } }), readingMs);
      },
      ...{ onmessage: null, onerror: null, terminate() {} },
    };
    return worker;
  };
  const made = createAnalyser(
    start,
    () => false,
    () => {},
  );
  const read = (version: number) => made.read(version, () => '');
  return { read, asked, now };
}

test('the first text is read at once, and a short one 30 ms after each key', async () => {
  const { read, asked, now } = analyser(2);
  read(0);
  await vi.advanceTimersByTimeAsync(500);
  const at = now();
  read(1);
  await vi.advanceTimersByTimeAsync(100);
  expect(asked).toEqual([
    { version: 0, at: 0 },
    { version: 1, at: at + 30 },
  ]);
});

test('a long text is read when one pauses, and now and then while one types on', async () => {
  const { read, asked, now } = analyser(60);
  read(0);
  await vi.advanceTimersByTimeAsync(500);
  const at = now();
  for (let key = 1; key <= 20; key++) {
    read(key);
    await vi.advanceTimersByTimeAsync(60);
  }
  await vi.advanceTimersByTimeAsync(300);
  // 400 ms after the first key that was not read, and behind a pause of half as long again as a reading.
  expect(asked.slice(1).map((one) => one.at - at)).toEqual([400, 820, 19 * 60 + 90]);
  expect(asked.at(-1)?.version).toBe(20);
});

test('what comes while the worker reads is read next, and of several only the last', async () => {
  const { read, asked } = analyser(1000);
  read(0);
  for (const version of [1, 2, 3]) {
    await vi.advanceTimersByTimeAsync(200);
    read(version);
  }
  await vi.advanceTimersByTimeAsync(3000);
  expect(asked.map(({ version }) => version)).toEqual([0, 3]);
});
