import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { contract } from '../../contract/index.ts';
import { connect } from '../../contract/rpc/connect.ts';
import { messagePortTransport, type Port } from '../../contract/rpc/messagePort.ts';
import type { Gantry } from '../../main/gantry.ts';
import { handOverPort } from './port.ts';

const handlers = { app: { info: async () => ({ version: '1' }) } } as unknown as Gantry['handlers'];

/** Node's port, with messages as Electron's gives them. */
function electronPort(port: MessagePort) {
  return {
    postMessage: (message: unknown) => port.postMessage(message),
    start: () => port.start(),
    close: () => port.close(),
    on: (event: 'message' | 'close', listener: (event: { data: unknown }) => void) =>
      port.on(event, (data: unknown) => listener({ data })),
    port,
  };
}

function ask(url: string, parent: unknown = null) {
  const { port1, port2 } = new MessageChannel();
  const sent: { channel: string; port: MessagePort | undefined }[] = [];
  const isAnswered = handOverPort(
    handlers,
    { url, parent, postMessage: (channel, _, [port]) => void sent.push({ channel, port: port?.port }) },
    () => ({ port1: electronPort(port1), port2: electronPort(port2) }),
  );
  return { isAnswered, sent, close: () => port1.close() };
}

test('our page gets a port, and speaks to Gantry over it', async () => {
  const { isAnswered, sent, close } = ask('gantry://app/#/containers');
  expect(isAnswered).toBe(true);
  expect(sent).toMatchObject([{ channel: 'gantry:port' }]);
  const client = connect(contract, messagePortTransport(sent[0]?.port as unknown as Port));
  expect(await client.app.info({})).toEqual({ version: '1' });
  close();
});

test.each([
  ['another page', 'https://evil.example/', null],
  ['a page that looks like ours', 'gantry://app.evil/', null],
  ['a frame inside our page', 'gantry://app/', {}],
])('%s gets none', (_, url, parent) => {
  const { isAnswered, sent, close } = ask(url, parent);
  expect(isAnswered).toBe(false);
  expect(sent).toEqual([]);
  close();
});

test('a frame that is gone gets none', () => {
  expect(handOverPort(handlers, null, () => expect.fail('No channel is needed.'))).toBe(false);
});
