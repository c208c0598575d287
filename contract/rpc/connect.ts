import type { Client, Contract, Options } from './define.ts';
import { createPeer, type Peer, type PeerOptions } from './peer.ts';
import type { ToClient, ToServer, Transport } from './transport.ts';

/**
 * The contract's methods, each as a function that speaks over the transport. What is pending when the transport
 * closes fails with `disconnected`, and so does everything asked afterwards.
 */
export function connect<C extends Contract>(
  contract: C,
  transport: Transport<ToServer, ToClient>,
  options?: PeerOptions,
): Client<C> {
  const peer = createPeer(transport, options);
  return clientOf(contract, () => peer);
}

/** The same over a peer that may be another one at each call: a connection that is opened again. */
export function clientOf<C extends Contract>(contract: C, peer: () => Peer): Client<C> {
  const services = Object.entries(contract).map(([service, shapes]) => {
    const methods = Object.entries(shapes).map(([method, { kind }]) => [
      method,
      kind === 'call'
        ? (input: unknown, options?: Options) => peer().call(service, method, input, options)
        : (input: unknown, options?: Options): AsyncIterable<unknown> => ({
            [Symbol.asyncIterator]: () => peer().stream(service, method, input, options)[Symbol.asyncIterator](),
          }),
    ]);
    return [service, Object.fromEntries(methods)];
  });
  return Object.fromEntries(services) as Client<C>;
}
