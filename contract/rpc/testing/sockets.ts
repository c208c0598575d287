// oxlint-disable no-restricted-imports -- contract imports nothing of Node; its tests open Node's sockets
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';

/** Called after each test by whoever opens one. */
export const opened: (() => void)[] = [];

export async function sockets(): Promise<[WebSocket, WebSocket]> {
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
