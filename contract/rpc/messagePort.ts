import { compactBytes } from './bytes.ts';
import type { Closed, Transport } from './transport.ts';

/** What the ports of browsers and of Node have in common; Electron's is adapted in `app/`. */
export interface Port {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  addEventListener(type: 'close', listener: () => void): void;
  start(): void;
  close(): void;
}

/** Messages are cloned natively, bytes included. */
export function messagePortTransport<Out, In>(port: Port): Transport<Out, In> {
  const closing: ((how: Closed) => void)[] = [];
  let isClosed = false;
  function closed() {
    if (isClosed) return;
    isClosed = true;
    for (const listener of closing) listener('left'); // one process: nothing between them can break
  }
  port.addEventListener('close', closed);
  return {
    send(message) {
      if (!isClosed) port.postMessage(compactBytes(message));
    },
    onMessage(listener) {
      port.addEventListener('message', ({ data }) => listener(data as In));
      port.start();
    },
    onClose: (listener) => void closing.push(listener),
    close() {
      port.close();
      closed(); // a port tells only the other side that it was closed
    },
  };
}
