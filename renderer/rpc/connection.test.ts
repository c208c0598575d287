import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { AppError } from '../../contract/errors.ts';
import { clientOf } from '../../contract/rpc/connect.ts';
import { call, stream } from '../../contract/rpc/define.ts';
import { memoryPipe } from '../../contract/rpc/memory.ts';
import { serve, type ServeOptions } from '../../contract/rpc/serve.ts';
import { type ConnectionState, createConnection } from './connection.ts';
import { followOver } from './follow.ts';

const contract = {
  things: {
    greet: call(z.object({})).returns<string>(),
    watch: stream(z.object({ fails: z.boolean().default(false) })).of<string>(),
  },
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A server that can be cut off, and taken down so that it cannot be reached. */
function world(options?: ServeOptions) {
  let attempts = 0;
  let isUp = true;
  let cut: (() => void) | undefined;
  let closed = 0;
  const connection = createConnection();
  const states: ConnectionState[] = [];
  connection.subscribe(() => states.push(connection.state()));
  function open() {
    const number = ++attempts;
    const [client, server, close] = memoryPipe();
    cut = close;
    if (!isUp) close();
    const things = {
      greet: async () => `hello ${number}`,
      async *watch({ fails }: { fails: boolean }, signal: AbortSignal) {
        try {
          yield `snapshot ${number}`;
          if (fails) throw new Error('boom');
          await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
        } finally {
          closed++;
        }
      },
    };
    serve(contract, { things }, server, options);
    return client;
  }
  return {
    connection,
    client: clientOf(contract, connection.peer).things,
    states,
    start: () => connection.start(open, 'token'),
    cut: () => cut?.(),
    setUp: (up: boolean) => (isUp = up),
    attempts: () => attempts,
    closed: () => closed,
  };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

test('what is asked while the first connection is being made waits for it', async () => {
  const { client, start, states } = world();
  start();
  expect(await client.greet({})).toBe('hello 1');
  expect(states).toEqual([{ type: 'connecting' }, { type: 'open' }]);
});

test('a lost connection is opened again, with longer and longer pauses while it cannot be', async () => {
  const { client, connection, start, cut, setUp, attempts } = world();
  start();
  await settle();
  setUp(false);
  cut();
  await settle();
  expect(connection.state()).toEqual({ type: 'lost', retryAt: Date.now() + 200 });
  await expect(client.greet({})).rejects.toMatchObject({ error: { code: 'disconnected' } });
  await vi.advanceTimersByTimeAsync(200 + 500);
  expect(attempts()).toBe(3);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(attempts()).toBeLessThan(15);
  setUp(true);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(connection.state()).toEqual({ type: 'open' });
  expect(await client.greet({})).toMatch(/hello \d+/);
});

test('a person who does not want to wait is not made to', async () => {
  const { connection, start, cut } = world();
  start();
  await settle();
  cut();
  await settle();
  connection.retryNow();
  await settle();
  expect(connection.state()).toEqual({ type: 'open' });
  connection.retryNow();
  expect(connection.state()).toEqual({ type: 'open' });
});

test('a refusal is told and not tried again', async () => {
  const error: AppError = { code: 'permission-denied', message: 'Wrong token.', hint: 'Open the new address.' };
  const { connection, start, attempts } = world({ authorize: () => error });
  start();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(connection.state()).toEqual({ type: 'refused', message: 'Wrong token. Open the new address.' });
  expect(attempts()).toBe(1);
});

test('what is followed is followed again over the next connection', async () => {
  const { client, connection, start, cut, closed } = world();
  const items: string[] = [];
  start();
  const stop = followOver(connection, {
    open: (signal) => client.watch({}, { signal }),
    onItem: (item) => items.push(item),
  });
  await settle();
  cut();
  await vi.advanceTimersByTimeAsync(1000);
  expect(items).toEqual(['snapshot 1', 'snapshot 2']);
  stop();
  await settle();
  expect(closed()).toBe(2);
  cut();
  await vi.advanceTimersByTimeAsync(1000);
  expect(items).toHaveLength(2);
});

test('a stream that fails for a reason of its own says so once and is left alone', async () => {
  const { client, connection, start } = world();
  const errors: AppError[] = [];
  const items: string[] = [];
  start();
  followOver(connection, {
    open: (signal) => client.watch({ fails: true }, { signal }),
    onItem: (item) => items.push(item),
    onError: (error) => errors.push(error),
  });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(items).toEqual(['snapshot 1']);
  expect(errors).toMatchObject([{ code: 'unexpected', message: 'boom' }]);
});
