import { expect, test } from 'vitest';
import { createPeer } from '../../contract/rpc/peer.ts';
import type { ToClient, ToServer, Transport } from '../../contract/rpc/transport.ts';
import { withEarlyRequests } from './earlyRequests.ts';

function wire() {
  const sent: ToServer[] = [];
  let receive: (message: ToClient) => void = () => {};
  const inner: Transport<ToServer, ToClient> = {
    send: (message) => void sent.push(message),
    onMessage: (listener) => (receive = listener),
    onClose() {},
    close() {},
  };
  const requests = [{ id: -1, type: 'request' as const, service: 'list', method: 'watch', input: { context: 'a' } }];
  const transport = withEarlyRequests(inner, { requests, forgetAfterMs: 50 });
  return { sent, receive: (message: ToClient) => receive(message), peer: createPeer(transport) };
}

test('what came before anybody asked is there at once for the one who asks', async () => {
  const { sent, receive, peer } = wire();
  receive({ id: -1, type: 'items', items: ['snapshot'] });
  const stream = peer.stream('list', 'watch', { context: 'a' })[Symbol.asyncIterator]();
  expect(await stream.next()).toEqual({ done: false, value: 'snapshot' });
  expect(sent).toEqual([]);

  const second = stream.next();
  receive({ id: -1, type: 'items', items: ['patch'] });
  expect(await second).toEqual({ done: false, value: 'patch' });
  await stream.return?.();
  expect(sent).toEqual([
    { id: -1, type: 'taken', count: 1 },
    { id: -1, type: 'cancel' },
  ]);
});

test('one early request serves one asker; the next is sent as usual', async () => {
  const { sent, receive, peer } = wire();
  receive({ id: -1, type: 'items', items: ['snapshot'] });
  receive({ id: -1, type: 'end' });
  const first = peer.stream('list', 'watch', { context: 'a' })[Symbol.asyncIterator]();
  expect(await first.next()).toEqual({ done: false, value: 'snapshot' });
  expect(await first.next()).toEqual({ done: true, value: undefined });
  peer.stream('list', 'watch', { context: 'a' })[Symbol.asyncIterator]();
  peer.stream('list', 'watch', { context: 'b' })[Symbol.asyncIterator]();
  expect(sent.map((message) => message.type === 'request' && message.input)).toEqual([
    { context: 'a' },
    { context: 'b' },
  ]);
});

test('what nobody asks for is cancelled', async () => {
  const { sent } = wire();
  await expect.poll(() => sent).toEqual([{ id: -1, type: 'cancel' }]);
});
