import type { Answer, ToClient, ToServer, Transport } from '../../contract/rpc/transport.ts';

type Request = Extract<ToServer, { type: 'request' }>;
type ClientTransport = Transport<ToServer, ToClient>;

/** What every page asks first. It went out with the hello, before the code that asks was even read. */
export interface EarlyAsked {
  readonly requests: readonly Request[];
  /** Nobody has asked for it within this time: it is cancelled. */
  readonly forgetAfterMs: number;
}

const keyOf = ({ service, method, input }: Request): string => JSON.stringify([service, method, input]);

/**
 * Lets the first asker of an early request have its answer: the request is not sent again, and what has come for it
 * meanwhile is delivered at once. The ids of early requests are negative, so they never meet those of the peer.
 */
export function withEarlyRequests(inner: ClientTransport, { requests, forgetAfterMs }: EarlyAsked): ClientTransport {
  const waiting = new Map(requests.map((request) => [keyOf(request), request.id]));
  const held = new Map<number, Answer[]>(requests.map(({ id }) => [id, []]));
  const listeners: ((message: ToClient) => void)[] = [];
  const idOfEarly = new Map<number, number>();
  const earlyOfId = new Map<number, number>();

  const deliver = (message: ToClient) => {
    for (const listener of listeners) listener(message);
  };
  inner.onMessage((message) => {
    if (!('id' in message) || message.id >= 0) return deliver(message);
    const id = idOfEarly.get(message.id);
    if (id !== undefined) deliver({ ...message, id });
    else held.get(message.id)?.push(message);
  });

  const forget = () => {
    for (const id of waiting.values()) {
      inner.send({ id, type: 'cancel' });
      held.delete(id);
    }
    waiting.clear();
  };
  const timer = setTimeout(forget, forgetAfterMs);
  inner.onClose(() => clearTimeout(timer));

  function claim(request: Request): boolean {
    const key = keyOf(request);
    const early = waiting.get(key);
    if (early === undefined) return false;
    waiting.delete(key);
    idOfEarly.set(early, request.id);
    earlyOfId.set(request.id, early);
    // Later, as any answer comes: the asker has not yet written down that it asked.
    queueMicrotask(() => {
      for (const answer of held.get(early) ?? []) deliver({ ...answer, id: request.id });
      held.delete(early);
    });
    return true;
  }

  return {
    send(message) {
      if (message.type === 'hello') return; // went out with the early requests
      if (message.type === 'request') {
        if (!claim(message)) inner.send(message);
      } else inner.send({ ...message, id: earlyOfId.get(message.id) ?? message.id });
    },
    onMessage: (listener) => void listeners.push(listener),
    onClose: (listener) => inner.onClose(listener),
    close: () => inner.close(),
  };
}
