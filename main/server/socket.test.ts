import { once } from 'node:events';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { contract } from '../../contract/index.ts';
import { connect } from '../../contract/rpc/connect.ts';
import { PROTOCOL } from '../../contract/rpc/transport.ts';
import { webSocketTransport } from '../../contract/rpc/webSocket.ts';
import type { RunningServer } from './server.ts';
import { testServer } from './testing/testServer.ts';

const made = testServer();
const { start } = made;

describe('the socket', () => {
  const opened: WebSocket[] = [];
  afterEach(() => opened.splice(0).forEach((socket) => socket.terminate()));

  function open(headers: { origin?: string; host?: string } = {}, pathname = '/rpc') {
    const origin = headers.origin ?? `http://127.0.0.1:${made.server.port}`;
    const socket = new WebSocket(`ws://127.0.0.1:${made.server.port}${pathname}`, {
      headers: { ...(headers.host && { host: headers.host }), ...(origin !== 'none' && { origin }) },
    });
    opened.push(socket);
    return socket;
  }
  const refusal = async (socket: WebSocket) => {
    const [error] = (await once(socket, 'error')) as [Error];
    return /\d{3}/.exec(error.message)?.[0];
  };
  const tokenOf = ({ url }: RunningServer) => url.split('#token=')[1];

  test('serves who shows the token, which is 256 bits long and only in the fragment', async () => {
    expect(new URL(made.server.url).pathname + new URL(made.server.url).search).toBe('/');
    expect(Buffer.from(tokenOf(made.server) ?? '', 'base64url')).toHaveLength(32);
    const client = connect(contract, webSocketTransport(open()), { token: tokenOf(made.server) });
    expect(await client.app.info({})).toEqual({ version: '1' });
  });

  test('refuses wrong tokens, and after some of them everybody for a while', async () => {
    for (const token of [undefined, '', 'wrong', `${tokenOf(made.server)}x`, tokenOf(made.server)?.slice(1)]) {
      const client = connect(contract, webSocketTransport(open()), { token });
      await expect(client.app.info({})).rejects.toMatchObject({ error: { code: 'permission-denied' } });
    }
    for (let i = 0; i < 5; i++) {
      const socket = open();
      await once(socket, 'open');
      socket.send(JSON.stringify({ type: 'hello', protocol: PROTOCOL, token: { length: 43 } }));
      await once(socket, 'close');
    }
    expect(await refusal(open())).toBe('429');
  });

  test('refuses foreign pages, foreign names, and who does not say where it is from', async () => {
    expect(await refusal(open({ origin: 'http://evil.example' }))).toBe('403');
    expect(await refusal(open({ origin: 'null' }))).toBe('403');
    expect(await refusal(open({ origin: 'none' }))).toBe('403');
    expect(
      await refusal(
        open({ host: `evil.example:${made.server.port}`, origin: `http://evil.example:${made.server.port}` }),
      ),
    ).toBe('403');
    expect(await refusal(open({}, '/rpc?token=x'))).toBe('404');
  });

  test('is closed when the first message is not a token, or does not come', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const asks = open();
    await once(asks, 'open');
    asks.send(JSON.stringify({ id: 1, type: 'request', service: 'app', method: 'info', input: {} }));
    await once(asks, 'close');
    const silent = open();
    await once(silent, 'open');
    await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(0));
    vi.advanceTimersByTime(5000);
    await once(silent, 'close');
    expect(silent.readyState).toBe(WebSocket.CLOSED);
  });

  test('of a stranger that sends what is no message is closed, and the others are served on', async () => {
    for (const frame of ['null', '1', '[]', '{"type":{}}', Buffer.from([0, 0, 0, 4, 110, 117, 108, 108])]) {
      const stranger = open();
      await once(stranger, 'open');
      stranger.send(frame);
      await once(stranger, 'close');
    }
    const client = connect(contract, webSocketTransport(open()), { token: tokenOf(made.server) });
    expect(await client.app.info({})).toEqual({ version: '1' });
  });

  test('ends when the server does', async () => {
    const client = connect(contract, webSocketTransport(open()), { token: tokenOf(made.server) });
    await client.app.info({});
    await made.server.close();
    await expect(client.app.info({})).rejects.toMatchObject({ error: { code: 'disconnected' } });
    made.server = await start();
  });
});
