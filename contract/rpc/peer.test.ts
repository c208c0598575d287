// oxlint-disable no-restricted-imports -- contract imports nothing of Node; its tests open Node's pipes
import { once } from 'node:events';
import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import type { AppError } from '../errors.ts';
import { connect } from './connect.ts';
import { memoryPipe } from './memory.ts';
import { messagePortTransport, type Port } from './messagePort.ts';
import type { PeerOptions } from './peer.ts';
import { serve, type ServeOptions } from './serve.ts';
import { type ToClient, type ToServer, type Transport, WINDOW_BYTES, WINDOW_ITEMS } from './transport.ts';
import { opened, sockets } from './testing/sockets.ts';
import { contract, errorOf, things } from './testing/things.ts';
import { webSocketTransport } from './webSocket.ts';

type Pipe = [client: Transport<ToServer, ToClient>, server: Transport<ToClient, ToServer>];

afterEach(() => opened.splice(0).forEach((close) => close()));

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
    expect(await errorOf(client.greet({ name: 'x' }))).toMatchObject({
      ...{ code: 'invalid-input', path: ['name'], message: '“name” is not valid: A name is longer.' },
    });
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
      const closed = new Promise((resolve) => a.onClose(resolve));
      a.send(first);
      await closed;
      expect(answers.every(({ type }) => type === 'refused')).toBe(true);
    }
  });
});

describe('a web socket', () => {
  test('is given up when the other side shows no sign of life', async () => {
    const [client, server] = await sockets();
    server.pause(); // reads nothing, so it answers nothing: as a cut cable does
    const transport = webSocketTransport(client, { heartbeatMs: 20 });
    await new Promise((resolve) => transport.onClose(resolve));
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
    const closed = new Promise((resolve) => transport.onClose(resolve));
    client.send('{ not json');
    await closed;
    expect(server.readyState).not.toBe(WebSocket.OPEN);
  });
});
