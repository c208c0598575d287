import { Wake } from '../docker/wake.ts';

/**
 * Work as a stream: its progress, the newest where the reader is slower, and then its result. Leaving the stream aborts
 * the work.
 */
export async function* progressStream<Progress, Result>(
  signal: AbortSignal,
  run: (signal: AbortSignal, tell: (progress: Progress) => void) => Promise<Result>,
): AsyncGenerator<Progress, Result, undefined> {
  const wake = new Wake();
  const left = new AbortController();
  const state: { progress?: Progress | undefined; isDone: boolean } = { isDone: false };
  const work = run(AbortSignal.any([signal, left.signal]), (progress) => {
    state.progress = progress;
    wake.wake();
  });
  const done = () => {
    state.isDone = true;
    wake.wake();
  };
  work.then(done, done);
  try {
    while (!state.isDone) {
      await wake.wait();
      const { progress } = state;
      state.progress = undefined;
      if (progress !== undefined && !state.isDone) yield progress;
    }
    return await work;
  } finally {
    left.abort();
  }
}
