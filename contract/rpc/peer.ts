import { type AppError, AppFailure } from '../errors.ts';
import type { Options } from './define.ts';
import { createReader } from './reader.ts';
import { type Answer, PROTOCOL, type ToClient, type ToServer, type Transport } from './transport.ts';

const CLOSED: AppError = {
  code: 'disconnected',
  message: 'The connection to Gantry was closed.',
  hint: 'It is being opened again.',
};
const CANCELLED: AppError = { code: 'cancelled', message: 'Cancelled.' };

/** The asking side of one transport, still without the contract's types. */
export interface Peer {
  call(service: string, method: string, input: unknown, options?: Options): Promise<unknown>;
  /** Asked for anew by each iteration; a reader that leaves early, however it leaves, ends it at its source. */
  stream(service: string, method: string, input: unknown, options?: Options): AsyncIterable<unknown>;
}

export interface PeerOptions {
  readonly token?: string | undefined;
  readonly onWelcome?: () => void;
  /** The server does not want us; the transport closes after it. */
  readonly onRefused?: (error: AppError) => void;
}

export function createPeer(transport: Transport<ToServer, ToClient>, options: PeerOptions = {}): Peer {
  const asked = new Map<number, (answer: Answer) => void>();
  let ended: AppError | undefined;
  let nextId = 1;

  transport.onMessage((message) => {
    if (message.type === 'welcome') options.onWelcome?.();
    else if (message.type === 'refused') {
      ended = message.error;
      options.onRefused?.(message.error);
    } else asked.get(message.id)?.(message);
  });
  transport.onClose(() => {
    ended ??= CLOSED;
    for (const [id, deliver] of asked) deliver({ id, type: 'error', error: ended });
    asked.clear();
  });
  transport.send({ type: 'hello', protocol: PROTOCOL, token: options.token });

  function ask(
    service: string,
    method: string,
    input: unknown,
    signal: AbortSignal | undefined,
    answered: (answer: Answer) => void,
  ) {
    const id = nextId++;
    if (ended || signal?.aborted) {
      answered({ id, type: 'error', error: ended ?? CANCELLED });
      return { taken() {}, leave() {} };
    }
    const forget = () => {
      signal?.removeEventListener('abort', abort);
      return asked.delete(id);
    };
    const leave = () => {
      if (forget()) transport.send({ id, type: 'cancel' });
    };
    const abort = () => {
      leave();
      answered({ id, type: 'error', error: CANCELLED });
    };
    asked.set(id, (answer) => {
      if (answer.type !== 'items') forget();
      answered(answer);
    });
    signal?.addEventListener('abort', abort, { once: true });
    transport.send({ id, type: 'request', service, method, input });
    return { taken: (count: number) => transport.send({ id, type: 'taken', count }), leave };
  }

  return {
    call: (service, method, input, { signal } = {}) =>
      new Promise((resolve, reject) => {
        ask(service, method, input, signal, (answer) => {
          if (answer.type === 'error') reject(new AppFailure(answer.error));
          else if (answer.type === 'result') resolve(answer.value);
        });
      }),
    stream: (service, method, input, { signal } = {}) => ({
      [Symbol.asyncIterator]: () => createReader((answered) => ask(service, method, input, signal, answered)),
    }),
  };
}
