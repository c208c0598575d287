// oxlint-disable no-restricted-imports -- contract imports nothing of Node; its tests open Node's sockets
import { once } from 'node:events';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { connect } from './connect.ts';
import { encodeFrame } from './frames.ts';
import { memoryPipe } from './memory.ts';
import { serve } from './serve.ts';
import { opened, sockets } from './testing/sockets.ts';
import { contract, errorOf, type Item, things } from './testing/things.ts';
import { CONNECTION_LOST, PROTOCOL, type ToClient } from './transport.ts';
import { webSocketTransport } from './webSocket.ts';

afterEach(() => opened.splice(0).forEach((close) => close()));

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

describe('what was asked for', () => {
  test.each([
    ['closes the page', (client: WebSocket) => client.close(1001), false],
    ['breaks the connection', (client: WebSocket) => client.terminate(), true],
    ['shows no sign of life', (client: WebSocket) => client.pause(), true],
  ])('is aborted when the other side %s, and knows whether that side may come back', async (_, end, isLost) => {
    const [client, server] = await sockets();
    const { things: others } = things().handlers;
    const reason = new Promise<unknown>((resolve) => {
      const silence = async function* (__: unknown, signal: AbortSignal): AsyncGenerator<Item> {
        yield { n: 0 };
        signal.addEventListener('abort', () => resolve(signal.reason), { once: true });
        await new Promise(() => {});
      };
      serve(contract, { things: { ...others, silence } }, webSocketTransport(server, { heartbeatMs: 50 }));
    });
    const reader = connect(contract, webSocketTransport(client)).things.silence({})[Symbol.asyncIterator]();
    await reader.next();
    void reader.next().catch(() => {});
    end(client);
    expect((await reason) === CONNECTION_LOST).toBe(isLost);
  });
});

describe('a handler', () => {
  test.each([
    ['throws something that has no words', () => Promise.reject(Object.create(null))],
    ['answers what cannot be sent', () => Promise.resolve(1n as never)],
  ])('that %s ends nothing but its own connection', async (_, greet) => {
    const [client, server] = await sockets();
    const { things: others } = things().handlers;
    serve(contract, { things: { ...others, greet } }, webSocketTransport(server));
    const asked = connect(contract, webSocketTransport(client)).things.greet({ name: 'you' });
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
