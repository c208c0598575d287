import { compactBytes } from './bytes.ts';
import type { Closed, ToClient, ToServer, Transport } from './transport.ts';

/** Both ends of a pipe in one process, for tests: `connect(contract, a)`, `serve(contract, handlers, b)`. */
export function memoryPipe(): [
  client: Transport<ToServer, ToClient>,
  server: Transport<ToClient, ToServer>,
  close: () => void,
] {
  const toServer: ((message: ToServer) => void)[] = [];
  const toClient: ((message: ToClient) => void)[] = [];
  const closing: ((how: Closed) => void)[] = [];
  let isClosed = false;

  function close() {
    if (isClosed) return;
    isClosed = true;
    queueMicrotask(() => closing.forEach((listener) => listener('left'))); // after what is on its way
  }
  function end<Out, In>(there: ((message: Out) => void)[], here: ((message: In) => void)[]): Transport<Out, In> {
    return {
      send(message) {
        if (isClosed) return;
        const copy = structuredClone(compactBytes(message)) as Out;
        queueMicrotask(() => there.forEach((listener) => listener(copy)));
      },
      onMessage: (listener) => void here.push(listener),
      onClose: (listener) => void closing.push(listener),
      close,
    };
  }
  return [end(toServer, toClient), end(toClient, toServer), close];
}
