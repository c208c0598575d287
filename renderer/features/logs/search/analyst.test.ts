import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AnalysisRequest, createAnalyser } from './analyse.ts';
import { createAnalyst, TooSlow } from './analyst.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A worker in the same thread: answers, hangs or does not load. */
function fakeWorker(kind: 'answers' | 'hangs' | 'fails') {
  const worker = {
    onmessage: (_event: { data: unknown }) => {},
    onerror: (_event: { preventDefault(): void }) => {},
    isTerminated: false,
    postMessage(request: AnalysisRequest) {
      if (kind === 'answers') queueMicrotask(() => worker.onmessage({ data: createAnalyser()(request) }));
      if (kind === 'fails') queueMicrotask(() => worker.onerror({ preventDefault() {} }));
    },
    terminate() {
      worker.isTerminated = true;
    },
  };
  return worker;
}

const asWorker = (fake: ReturnType<typeof fakeWorker>) => fake as unknown as Worker;
const question = () => ({
  text: new TextEncoder().encode('apple\npear\n'),
  lineCount: 2,
  query: { text: 'pear', isRegex: false, isCaseSensitive: false },
  wantsLevels: false,
});

describe('the analyst', () => {
  it('answers from its worker', async () => {
    const analyst = createAnalyst(() => asWorker(fakeWorker('answers')));
    expect([...((await analyst.analyse(question())).matches ?? [])]).toEqual([1]);
    expect([...((await analyst.analyse(question())).matches ?? [])]).toEqual([1]);
  });

  it('ends a worker that does not come to an end, and has a new one for the next question', async () => {
    const workers = [fakeWorker('hangs'), fakeWorker('answers')];
    let started = 0;
    const analyst = createAnalyst(() => asWorker(workers[started++] as (typeof workers)[0]));
    const asked = analyst.analyse(question()).catch((reason: unknown) => reason);
    await vi.advanceTimersByTimeAsync(3000);
    expect(await asked).toBeInstanceOf(TooSlow);
    expect(workers[0]?.isTerminated).toBe(true);
    expect([...((await analyst.analyse(question())).matches ?? [])]).toEqual([1]);
  });

  it('does not wait that long once the answer is not wanted any more', async () => {
    const hanging = fakeWorker('hangs');
    const analyst = createAnalyst(() => asWorker(hanging));
    const asked = analyst.analyse(question()).catch((reason: unknown) => reason);
    analyst.hurry();
    await vi.advanceTimersByTimeAsync(100);
    expect(await asked).toBeInstanceOf(TooSlow);
    expect(hanging.isTerminated).toBe(true);
  });

  it('works without a worker where none can be loaded', async () => {
    const analyst = createAnalyst(() => asWorker(fakeWorker('fails')));
    const asked = analyst.analyse(question());
    await vi.advanceTimersByTimeAsync(1);
    expect([...((await asked).matches ?? [])]).toEqual([1]);
  });

  it('leaves no worker behind', async () => {
    const hanging = fakeWorker('hangs');
    const analyst = createAnalyst(() => asWorker(hanging));
    const asked = analyst.analyse(question()).catch((reason: unknown) => reason);
    analyst.dispose();
    expect(hanging.isTerminated).toBe(true);
    expect(await asked).toBeInstanceOf(TooSlow);
  });
});
