import type { ToClient, ToServer, Transport } from '../../contract/rpc/transport.ts';
import { messagePortTransport } from '../../contract/rpc/messagePort.ts';
import { webSocketTransport } from '../../contract/rpc/webSocket.ts';
import { withEarlyRequests } from './earlyRequests.ts';
import { isDesktop, openSocket, takeEarlySocket } from './early.ts';

type ClientTransport = Transport<ToServer, ToClient>;

export const openTransport = (): ClientTransport =>
  isDesktop ? portTransport(window) : (earlyTransport() ?? webSocketTransport(openSocket()));

/** Longer than any page takes to ask. */
const FORGET_EARLY_MS = 10_000;

function earlyTransport(): ClientTransport | undefined {
  const early = takeEarlySocket();
  if (!early || early.socket.readyState > WebSocket.OPEN) return undefined;
  const { socket, requests, replay } = early;
  const transport = withEarlyRequests(webSocketTransport(socket), { requests, forgetAfterMs: FORGET_EARLY_MS });
  queueMicrotask(replay); // when the peer listens, and before anything new can come
  return transport;
}

/** Asks the preload for a port (see `app/preload`); what is sent until it comes is kept. */
function portTransport(page: Window): ClientTransport {
  const listeners: ((message: ToClient) => void)[] = [];
  const closing: Parameters<ClientTransport['onClose']>[0][] = [];
  const waiting: ToServer[] = [];
  let inner: ClientTransport | undefined;
  let isClosed = false;

  page.addEventListener('message', function receive({ source, data, ports: [port] }) {
    if (source !== page || data !== 'gantry:port' || !port) return;
    page.removeEventListener('message', receive);
    inner = messagePortTransport(port);
    if (isClosed) return inner.close();
    for (const listener of listeners) inner.onMessage(listener);
    for (const listener of closing) inner.onClose(listener);
    for (const message of waiting.splice(0)) inner.send(message);
  });
  page.postMessage('gantry:connect', location.origin);

  return {
    send: (message) => (inner ? inner.send(message) : void waiting.push(message)),
    onMessage: (listener) => (inner ? inner.onMessage(listener) : void listeners.push(listener)),
    onClose: (listener) => (inner ? inner.onClose(listener) : void closing.push(listener)),
    close() {
      isClosed = true;
      inner?.close();
    },
  };
}
