import { AppFailure } from '../errors.ts';
import type { Answer } from './transport.ts';

interface Asked {
  taken(count: number): void;
  leave(): void;
}

interface Waiter {
  readonly resolve: (result: IteratorResult<unknown, undefined>) => void;
  readonly reject: (reason: unknown) => void;
}

const DONE = { done: true, value: undefined } as const;

/**
 * Reads one stream. Written by hand because a generator that waits for an item cannot be told to stop: its `return`
 * would queue behind the wait. Items count as taken when the reader asks for the one after the batch.
 */
export function createReader(ask: (answered: (answer: Answer) => void) => Asked): AsyncIterator<unknown, undefined> {
  const batches: (readonly unknown[])[] = [];
  const waiters: Waiter[] = [];
  let position = 0;
  let ended: AppFailure | 'ended' | undefined;

  const asked = ask((answer) => {
    if (answer.type === 'items') batches.push(answer.items);
    else if (answer.type === 'error') {
      ended = new AppFailure(answer.error);
      if (answer.error.code === 'cancelled') batches.length = 0; // who cancels wants no more
    } else ended = 'ended';
    for (let waiter = waiters.shift(); waiter; waiter = waiters.shift()) {
      if (!settle(waiter)) {
        waiters.unshift(waiter);
        break;
      }
    }
  });

  function settle({ resolve, reject }: Waiter): boolean {
    for (let batch = batches[0]; batch; batch = batches[0]) {
      if (position < batch.length) {
        resolve({ done: false, value: batch[position++] });
        return true;
      }
      batches.shift();
      position = 0;
      if (!ended) asked.taken(batch.length);
    }
    if (!ended) return false;
    if (ended === 'ended') resolve(DONE);
    else reject(ended);
    ended = 'ended'; // a failure is told once
    return true;
  }

  return {
    next: () =>
      new Promise((resolve, reject) => {
        const waiter = { resolve, reject };
        if (waiters.length > 0 || !settle(waiter)) waiters.push(waiter);
      }),
    async return() {
      if (!ended) asked.leave();
      ended = 'ended';
      batches.length = 0;
      for (const { resolve } of waiters.splice(0)) resolve(DONE);
      return DONE;
    },
  };
}
