// oxlint-disable no-restricted-imports -- contract imports nothing of Node; its tests open Node's pipes
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { MessageChannel } from 'node:worker_threads';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { type AppError, AppFailure } from '../errors.ts';
import { connect } from './connect.ts';
import { call, type Handlers, stream } from './define.ts';
import { memoryPipe } from './memory.ts';
import { messagePortTransport, type Port } from './messagePort.ts';
import type { PeerOptions } from './peer.ts';
import { serve, type ServeOptions } from './serve.ts';
import { encodeFrame } from './frames.ts';
import { PROTOCOL, type ToClient, type ToServer, type Transport, WINDOW_BYTES, WINDOW_ITEMS } from './transport.ts';
import { webSocketTransport } from './webSocket.ts';

const contract = {
  things: {
    greet: call(z.object({ name: z.string().min(2), loud: z.boolean().default(false) })).returns<string>(),
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
type Item = { readonly n: number; readonly bytes?: Uint8Array };

function things() {
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

type Pipe = [client: Transport<ToServer, ToClient>, server: Transport<ToClient, ToServer>];

const opened: (() => void)[] = [];
afterEach(() => opened.splice(0).forEach((close) => close()));

async function sockets(): Promise<[WebSocket, WebSocket]> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const accepted = once(server, 'connection') as Promise<[WebSocket]>;
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  await once(client, 'open');
  const [other] = await accepted;
  opened.push(() => {
    client.terminate();
    server.close();
  });
  return [client, other];
}

const pipes: Record<string, () => Promise<Pipe>> = {
  async memory() {
    const [client, server] = memoryPipe();
    return [client, server];
  },
  async 'message port'() {
    const { port1, port2 } = new MessageChannel();
    opened.push(() => port1.close());
    return [messagePortTransport(port1 as unknown as Port), messagePortTransport(port2 as unknown as Port)];
  },
  async 'web socket'() {
    const [client, server] = await sockets();
    return [webSocketTransport(client), webSocketTransport(server)];
  },
};

async function take<T>(items: AsyncIterable<T>, count: number): Promise<T[]> {
  const taken: T[] = [];
  for await (const item of items) if (taken.push(item) === count) break;
  return taken;
}

const errorOf = (promise: Promise<unknown>): Promise<AppError> =>
  promise.then(
    () => expect.fail('It did not fail.'),
    (thrown: AppFailure) => thrown.error,
  );

describe.each(Object.entries(pipes))('over %s', (_, openPipe) => {
  async function pair(serveOptions?: ServeOptions, peerOptions?: PeerOptions) {
    const [a, b] = await openPipe();
    const { seen, handlers } = things();
    serve(contract, handlers, b, serveOptions);
    return { client: connect(contract, a, peerOptions).things, seen, a, b };
  }

  test('a call answers, with defaults filled in', async () => {
    const { client } = await pair();
    expect(await client.greet({ name: 'you' })).toBe('hello you');
    expect(await client.greet({ name: 'you', loud: true })).toBe('HELLO you');
  });

  test('bytes travel as bytes, anywhere in inputs and answers, and empty', async () => {
    const { client } = await pair();
    const pool = Buffer.from('neighbour, me, neighbour');
    const { deep } = await client.echo({ deep: [{ bytes: pool.subarray(11, 13) }, { bytes: new Uint8Array() }] });
    expect(deep.map(({ bytes }) => [bytes.constructor.name, Buffer.from(bytes).toString()])).toEqual([
      ['Uint8Array', 'me'],
      ['Uint8Array', ''],
    ]);
  });

  test('errors are data: the app’s own as they are, others as unexpected, bad input with its path', async () => {
    const { client } = await pair();
    expect(await errorOf(client.fail({ how: 'failure' }))).toEqual({
      code: 'conflict',
      message: 'It is taken.',
      hint: 'Take another.',
    });
    expect(await errorOf(client.fail({ how: 'crash' }))).toMatchObject({ code: 'unexpected', message: 'boom' });
    expect(await errorOf(client.greet({ name: 'x' }))).toMatchObject({ code: 'invalid-input', path: ['name'] });
    expect(await errorOf(take(client.count({ to: 'x' as never }), 1))).toMatchObject({
      code: 'invalid-input',
      path: ['to'],
    });
  });

  test.each([
    ['things', 'constructor'],
    ['__proto__', 'toString'],
    ['toString', 'call'],
    ['things', 'nothing'],
  ])('%s.%s is not to be called', async (service, method) => {
    const { a, client } = await pair();
    await client.greet({ name: 'first' });
    const answer = new Promise<ToClient>((resolve) => {
      a.onMessage((message) => {
        if ('id' in message && message.id === 999) resolve(message);
      });
    });
    a.send({ id: 999, type: 'request', service, method, input: {} });
    expect(await answer).toMatchObject({ type: 'error', error: { code: 'not-found' } });
  });

  test('a stream gives every item in order, and ends', async () => {
    const { client, seen } = await pair();
    const items = await take(client.count({ to: 5000 }), Infinity);
    expect(items.map(({ n }) => n)).toEqual(Array.from({ length: 5000 }, (__, n) => n));
    expect(seen.closed).toBe(1);
  });

  test('a stream that fails gives what came before, then its error', async () => {
    const { client } = await pair();
    const got: number[] = [];
    const error = await errorOf(
      (async () => {
        for await (const { n } of client.broken({ after: 300 })) got.push(n);
      })(),
    );
    expect(error).toMatchObject({ code: 'not-found' });
    expect(got).toHaveLength(300);
  });

  test('a reader that stops reading stops the source within the window of items', async () => {
    const { client, seen } = await pair();
    const reader = client.count({})[Symbol.asyncIterator]();
    for (let i = 0; i < 1000; i++) await reader.next();
    await vi.waitFor(() => expect(seen.produced).toBeGreaterThanOrEqual(1000));
    for (let i = 0; i < 50; i++) await client.greet({ name: 'the pipe is still served' });
    expect(seen.produced).toBeLessThanOrEqual(1000 + WINDOW_ITEMS);
    await reader.return?.();
    await vi.waitFor(() => expect(seen.closed).toBe(1));
  });

  test('a reader that stops reading stops the source within the window of bytes', async () => {
    const { client, seen } = await pair();
    const size = 64 * 1024;
    const reader = client.count({ bytes: size })[Symbol.asyncIterator]();
    for (let i = 0; i < 100; i++) expect((await reader.next()).value?.bytes?.byteLength).toBe(size);
    for (let i = 0; i < 50; i++) await client.greet({ name: 'the pipe is still served' });
    expect(seen.produced).toBeLessThanOrEqual(100 + WINDOW_BYTES / size + 1);
    await reader.return?.();
    await vi.waitFor(() => expect(seen.closed).toBe(1));
  });

  test('an item larger than the window still comes through', async () => {
    const { client } = await pair();
    const items = await take(client.count({ to: 3, bytes: 3 * WINDOW_BYTES }), Infinity);
    expect(items.map(({ bytes }) => bytes?.byteLength)).toEqual([3, 3, 3].map((n) => n * WINDOW_BYTES));
  });

  test('a lone item does not wait for company', async () => {
    const { client } = await pair();
    expect(await take(client.lone({}), 1)).toEqual([{ n: 1 }]);
  });

  test('leaving a loop closes the source, also one that sits in a wait', async () => {
    const { client, seen } = await pair();
    await take(client.count({}), 3);
    await vi.waitFor(() => expect(seen.closed).toBe(1));
    await take(client.silence({}), 1);
    await vi.waitFor(() => expect(seen.closed).toBe(2));
  });

  test('leaving while an item is awaited ends the wait', async () => {
    const { client, seen } = await pair();
    const reader = client.silence({})[Symbol.asyncIterator]();
    await reader.next();
    const pending = reader.next();
    await reader.return?.();
    expect(await pending).toEqual({ done: true, value: undefined });
    await vi.waitFor(() => expect(seen.closed).toBe(1));
  });

  test('a signal cancels calls and streams on both sides', async () => {
    const { client, seen } = await pair();
    const abort = new AbortController();
    const options = { signal: abort.signal };
    const waiting = errorOf(client.wait({}, options));
    const reading = errorOf(take(client.silence({}, options), Infinity));
    await client.greet({ name: 'both have begun' });
    abort.abort();
    expect(await waiting).toMatchObject({ code: 'cancelled' });
    expect(await reading).toMatchObject({ code: 'cancelled' });
    await vi.waitFor(() => expect(seen).toMatchObject({ aborted: 2, closed: 1 }));
    expect(await errorOf(client.wait({}, options))).toMatchObject({ code: 'cancelled' });
    expect(await errorOf(take(client.silence({}, options), 1))).toMatchObject({ code: 'cancelled' });
  });

  test('when the pipe closes everything pending fails, and every source is closed', async () => {
    const { client, seen, a } = await pair();
    const slow = client.count({})[Symbol.asyncIterator]();
    await slow.next();
    const deaf = client.deaf({})[Symbol.asyncIterator]();
    await deaf.next();
    const all = [
      errorOf(client.wait({})),
      errorOf(take(client.silence({}), Infinity)),
      errorOf(deaf.next() as Promise<unknown>),
    ];
    await client.greet({ name: 'all have begun' });
    a.close();
    for (const error of await Promise.all(all)) expect(error).toMatchObject({ code: 'disconnected' });
    await vi.waitFor(() => expect(seen).toMatchObject({ aborted: 3, closed: 2 }));
    expect(await errorOf(client.greet({ name: 'late' }))).toMatchObject({ code: 'disconnected' });
  });

  test('a client without the right token is told so and let go', async () => {
    const refused: AppError[] = [];
    const authorize = (token?: string): AppError | undefined =>
      token === 'right' ? undefined : { code: 'permission-denied', message: 'Wrong token.', hint: 'Ask for it.' };
    const wrong = await pair({ authorize }, { token: 'wrong', onRefused: (error) => refused.push(error) });
    expect(await errorOf(wrong.client.greet({ name: 'in' }))).toMatchObject({ code: 'permission-denied' });
    expect(refused).toMatchObject([{ code: 'permission-denied' }]);
    const right = await pair({ authorize }, { token: 'right' });
    expect(await right.client.greet({ name: 'in' })).toBe('hello in');
  });

  test('who asks before saying hello, or speaks another version, is let go', async () => {
    for (const first of [
      { id: 1, type: 'request', service: 'things', method: 'greet', input: { name: 'me' } },
      { type: 'hello', protocol: 999 },
    ] as const) {
      const [a, b] = await openPipe();
      serve(contract, things().handlers, b);
      const answers: ToClient[] = [];
      a.onMessage((message) => answers.push(message));
      const closed = new Promise<void>((resolve) => a.onClose(resolve));
      a.send(first);
      await closed;
      expect(answers.every(({ type }) => type === 'refused')).toBe(true);
    }
  });
});

describe('a message that no client of ours sends', () => {
  /** What a listener throws reaches the test, as it would reach the process. */
  function serveDirectly(hasSaidHello: boolean) {
    let receive: (message: unknown) => void = () => {};
    let isClosed = false;
    const answers: ToClient[] = [];
    serve(contract, things().handlers, {
      send: (message) => void answers.push(message),
      onMessage: (listener) => (receive = listener as typeof receive),
      onClose: () => {},
      close: () => (isClosed = true),
    });
    if (hasSaidHello) receive({ type: 'hello', protocol: PROTOCOL });
    answers.length = 0;
    return { receive: (message: unknown) => receive(message), isClosed: () => isClosed, answers };
  }

  test.each([
    null,
    true,
    0,
    -1.5,
    '',
    'hello',
    [],
    [[]],
    {},
    new Uint8Array(3),
    { type: 'hello' },
    { type: null },
    { type: 'request' },
    { type: 'request', id: 'x', service: 'things', method: 'greet' },
    { type: 'request', id: 1, service: null, method: {} },
    { type: 'request', id: 1, service: 'things', method: ['greet'] },
    { type: 'taken', id: 1 },
    { type: 'taken', id: 1, count: -1 },
    { type: 'taken', id: 1, count: 'all' },
    { type: 'cancel', id: {} },
    { type: 'no such', id: 1 },
  ])('closes its connection and throws nothing: %j', (message) => {
    for (const hasSaidHello of [false, true]) {
      const { receive, isClosed } = serveDirectly(hasSaidHello);
      expect(() => receive(message)).not.toThrow();
      expect(isClosed()).toBe(true);
    }
  });

  test('throws nothing, whatever it holds, before and after the hello', () => {
    const near = fc.record(
      {
        type: fc.oneof(fc.constantFrom('hello', 'request', 'cancel', 'taken'), fc.anything()),
        id: fc.oneof(fc.integer(), fc.anything()),
        protocol: fc.oneof(fc.constant(PROTOCOL), fc.anything()),
        token: fc.anything(),
        service: fc.oneof(fc.constantFrom('things', '__proto__'), fc.anything()),
        method: fc.oneof(fc.constantFrom('greet', 'count', 'fail', 'constructor'), fc.anything()),
        input: fc.oneof(fc.record({ name: fc.string(), to: fc.nat(9) }), fc.anything()),
        count: fc.anything(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.boolean(), fc.array(fc.oneof(near, fc.anything()), { maxLength: 4 }), (hasSaidHello, messages) => {
        const { receive } = serveDirectly(hasSaidHello);
        for (const message of messages) expect(() => receive(message)).not.toThrow();
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['a text frame', 'null'],
    ['a text frame', '7'],
    ['a text frame', '[]'],
    ['a text frame', '{"type":"request","id":1,"service":{}}'],
    ['a binary frame', encodeFrame(new Uint8Array([1]))],
    ['a binary frame', encodeFrame([new Uint8Array([1])])],
    ['a binary frame', encodeFrame({ type: new Uint8Array([1]) })],
    ['a binary frame', new Uint8Array()],
    ['a binary frame', new Uint8Array([0, 0, 0, 4, 110, 117, 108, 108])],
  ])('closes a web socket as %s: %s', async (_, frame) => {
    const [client, server] = await sockets();
    serve(contract, things().handlers, webSocketTransport(server));
    client.send(frame);
    const [code] = (await once(client, 'close')) as [number];
    expect([1000, 1005, 4400]).toContain(code);
  });
});

describe('a handler', () => {
  test.each([
    ['throws something that has no words', () => Promise.reject(Object.create(null))],
    ['answers what cannot be sent', () => Promise.resolve(1n as never)],
  ])('that %s ends nothing but its own connection', async (_, greet) => {
    const [client, server] = await pipes['web socket']!();
    const { things: others } = things().handlers;
    serve(contract, { things: { ...others, greet } }, server);
    const asked = connect(contract, client).things.greet({ name: 'you' });
    expect(['disconnected', 'unexpected']).toContain((await errorOf(asked)).code);
  });

  test('whose stream cannot even be closed ends nothing', async () => {
    const [client, server] = memoryPipe();
    const { things: others } = things().handlers;
    const silence = (): AsyncIterable<Item> => ({
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise(() => {}),
        return() {
          throw new Error('It cannot be closed.');
        },
      }),
    });
    serve(contract, { things: { ...others, silence } }, server);
    const { things: asked } = connect(contract, client);
    const reader = asked.silence({})[Symbol.asyncIterator]();
    void reader.next();
    await asked.greet({ name: 'it has begun' });
    await reader.return?.();
    expect(await asked.greet({ name: 'you' })).toBe('hello you');
  });
});

describe('a web socket', () => {
  test('is given up when the other side shows no sign of life', async () => {
    const [client, server] = await sockets();
    server.pause(); // reads nothing, so it answers nothing: as a cut cable does
    const transport = webSocketTransport(client, { heartbeatMs: 20 });
    await new Promise<void>((resolve) => transport.onClose(resolve));
    expect(client.readyState).toBeGreaterThanOrEqual(WebSocket.CLOSING);
  });

  test('stays open for as long as the other side answers', async () => {
    const [client, server] = await sockets();
    let isClosed = false;
    const transport = webSocketTransport(client, { heartbeatMs: 5 });
    transport.onClose(() => (isClosed = true));
    webSocketTransport(server, { heartbeatMs: 60_000 });
    for (let pings = 0; pings < 10;) {
      const [data] = (await once(server, 'message')) as [Buffer];
      if (Buffer.from(data).toString() === '?') pings++;
    }
    expect(isClosed).toBe(false);
    transport.close();
  });

  test('that gets a malformed frame is closed', async () => {
    const [client, server] = await sockets();
    const transport = webSocketTransport(server);
    const closed = new Promise<void>((resolve) => transport.onClose(resolve));
    client.send('{ not json');
    await closed;
    expect(server.readyState).not.toBe(WebSocket.OPEN);
  });
});
