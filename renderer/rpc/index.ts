import { useSyncExternalStore } from 'react';
import { contract, type GantryClient } from '../../contract/index.ts';
import { clientOf, connect } from '../../contract/rpc/connect.ts';
import type { ToClient, ToServer, Transport } from '../../contract/rpc/transport.ts';
import { type ConnectionState, createConnection } from './connection.ts';
import { isDesktop, rememberContext, token } from './early.ts';
import { type Follow, followOver } from './follow.ts';
import { openTransport } from './transports.ts';

export { isDesktop, rememberContext };

const connection = createConnection();

/** All that main can do. What is asked while the connection is lost fails with `disconnected`. */
export const client: GantryClient = clientOf(contract, connection.peer);

export const follow = <T>(what: Follow<T>): (() => void) => followOver(connection, what);

export const useConnectionState = (): ConnectionState => useSyncExternalStore(connection.subscribe, connection.state);

/** What is asked now fails at once. */
export const isConnectionLost = (): boolean => /^(lost|refused)$/.test(connection.state().type);

export const retryConnection = connection.retryNow;

/** A client of its own over any transport, for component tests: one end of `memoryPipe()`. */
export const clientFor = (transport: Transport<ToServer, ToClient>): GantryClient => connect(contract, transport);

/** For tests: `client`, `follow` and `useConnectionState` work over what `open` gives, again after each loss. */
export const connectOver = (open: () => Transport<ToServer, ToClient>): void => connection.start(open);

if (isDesktop || token) {
  connection.start(openTransport, token);
  addEventListener('online', connection.retryNow);
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) connection.retryNow();
  });
} else {
  connection.refuse('This address lacks its token. Open the whole address that Gantry printed when it started.');
}
