import { decodeFrame, encodeFrame } from './frames.ts';
import type { Closed, Transport } from './transport.ts';

/** What the browser's WebSocket and the `ws` package have in common. */
export interface Socket {
  binaryType: string;
  readonly readyState: number;
  send(data: string | Uint8Array<ArrayBuffer>): void;
  close(code?: number, reason?: string): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  addEventListener(type: 'open' | 'error', listener: () => void): void;
  addEventListener(type: 'close', listener: (event: { readonly code: number }) => void): void;
}

const CONNECTING = 0;
const OPEN = 1;
/** Closed by a program, or by a page that goes away. A cut cable, a crash and a laptop that sleeps have other codes. */
const GOODBYES = [1000, 1001, 4400];
/** Not JSON, so neither can be a message. */
const PING = '?';
const PONG = '!';

/**
 * Messages sent while the socket is still connecting wait for it. When nothing was heard for `heartbeatMs` the other
 * side is asked for a sign of life, and after as long again without one the pipe counts as closed: a cable pulled or
 * a tunnel gone is not told by TCP. A malformed frame closes it too.
 */
export function webSocketTransport<Out, In>(
  socket: Socket,
  { heartbeatMs = 15_000 }: { readonly heartbeatMs?: number } = {},
): Transport<Out, In> {
  const listeners: ((message: In) => void)[] = [];
  const closing: ((how: Closed) => void)[] = [];
  const waiting: (string | Uint8Array<ArrayBuffer>)[] = [];
  let isClosed = false;
  let hasHeard = true;
  let hasAsked = false;
  let timer: unknown;

  socket.binaryType = 'arraybuffer';
  socket.addEventListener('open', () => {
    for (const frame of waiting.splice(0)) socket.send(frame);
  });
  socket.addEventListener('message', ({ data }) => {
    hasHeard = true;
    if (data === PING) return transmit(PONG);
    if (data === PONG || isClosed) return;
    let message: In;
    try {
      message = decodeFrame(data as string | ArrayBuffer) as In;
    } catch {
      close(4400, 'malformed frame');
      return;
    }
    for (const listener of listeners) listener(message);
  });
  socket.addEventListener('error', () => {}); // `close` follows
  socket.addEventListener('close', ({ code }) => closed(code));
  listenForLife();

  function listenForLife() {
    timer = setTimeout(() => {
      if (!hasHeard && hasAsked) return close(4408, 'no sign of life');
      hasAsked = !hasHeard;
      if (hasAsked && socket.readyState === OPEN) transmit(PING);
      hasHeard = false;
      listenForLife();
    }, heartbeatMs);
  }
  function transmit(frame: string | Uint8Array<ArrayBuffer>) {
    if (socket.readyState === OPEN) socket.send(frame);
    else if (socket.readyState === CONNECTING) waiting.push(frame);
  }
  function closed(code: number) {
    if (isClosed) return;
    isClosed = true;
    clearTimeout(timer);
    for (const listener of closing) listener(GOODBYES.includes(code) ? 'left' : 'lost');
  }
  function close(code = 1000, reason?: string) {
    socket.close(code, reason);
    closed(code); // a dead peer never answers the closing handshake
  }
  return {
    send(message) {
      if (!isClosed) transmit(encodeFrame(message));
    },
    onMessage: (listener) => void listeners.push(listener),
    onClose: (listener) => void closing.push(listener),
    close: () => close(),
  };
}
