import { expect } from 'vitest';
import { z } from 'zod';
import { type AppError, AppFailure } from '../../errors.ts';
import { call, type Handlers, stream } from '../define.ts';

export const contract = {
  things: {
    greet: call(
      z.object({ name: z.string().min(2, 'A name is longer.'), loud: z.boolean().default(false) }),
    ).returns<string>(),
    echo: call(z.object({ deep: z.array(z.object({ bytes: z.instanceof(Uint8Array) })) })).returns<{
      deep: { bytes: Uint8Array }[];
    }>(),
    fail: call(z.object({ how: z.enum(['failure', 'crash']) })).returns<void>(),
    wait: call(z.object({})).returns<void>(),
    count: stream(z.object({ to: z.number().default(Infinity), bytes: z.number().default(0) })).of<Item>(),
    silence: stream(z.object({})).of<Item>(),
    deaf: stream(z.object({})).of<Item>(),
    broken: stream(z.object({ after: z.number() })).of<Item>(),
    lone: stream(z.object({})).of<Item>(),
  },
};
export type Item = { readonly n: number; readonly bytes?: Uint8Array };

export function things() {
  const seen = { produced: 0, closed: 0, aborted: 0 };
  const onAbort = (signal: AbortSignal) => signal.addEventListener('abort', () => seen.aborted++, { once: true });
  const forever = (signal: AbortSignal) =>
    new Promise<void>((_, reject) => {
      onAbort(signal);
      signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
    });
  const handlers: Handlers<typeof contract.things> = {
    greet: async ({ name, loud }) => (loud ? `HELLO ${name}` : `hello ${name}`),
    echo: async (input) => input,
    async fail({ how }) {
      if (how === 'crash') throw new TypeError('boom');
      throw new AppFailure({ code: 'conflict', message: 'It is taken.', hint: 'Take another.' });
    },
    wait: (_, signal) => forever(signal),
    async *count({ to, bytes }) {
      try {
        for (let n = 0; n < to; n++) {
          seen.produced++;
          yield bytes ? { n, bytes: new Uint8Array(bytes) } : { n };
        }
      } finally {
        seen.closed++;
      }
    },
    async *silence(_, signal) {
      try {
        yield { n: 0 };
        await forever(signal);
      } finally {
        seen.closed++;
      }
    },
    // Waits for something that listens to nobody.
    async *deaf(_, signal) {
      onAbort(signal);
      yield { n: 0 };
      await new Promise(() => {});
    },
    async *broken({ after }) {
      for (let n = 0; n < after; n++) yield { n };
      throw new AppFailure({ code: 'not-found', message: 'It went away.' });
    },
    async *lone(_, signal) {
      yield { n: 1 };
      await forever(signal);
    },
  };
  return { seen, handlers: { things: handlers } };
}

export const errorOf = (promise: Promise<unknown>): Promise<AppError> =>
  promise.then(
    () => expect.fail('It did not fail.'),
    (thrown: AppFailure) => thrown.error,
  );
