import { createPeer, type Peer } from '../../contract/rpc/peer.ts';
import type { ToClient, ToServer, Transport } from '../../contract/rpc/transport.ts';

export type ConnectionState =
  | { readonly type: 'connecting' }
  | { readonly type: 'open' }
  /** Tried again at `retryAt` (epoch ms); in the past while an attempt runs. */
  | { readonly type: 'lost'; readonly retryAt: number }
  /** Not tried again by itself. */
  | { readonly type: 'refused'; readonly message: string };

export interface Connection {
  readonly peer: () => Peer;
  readonly state: () => ConnectionState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Connects, and connects again after each loss. */
  start(open: () => Transport<ToServer, ToClient>, token?: string): void;
  /** What is never going to work is said instead of tried. */
  refuse(message: string): void;
  /** Does not wait for `retryAt`. */
  readonly retryNow: () => void;
}

/** Leads nowhere: everything asked over it fails at once. */
const nowhere: Transport<ToServer, ToClient> = {
  send() {},
  onMessage() {},
  onClose: (listener) => listener('lost'),
  close() {},
};

const DELAYS_MS = [200, 500, 1000, 2000, 5000, 10_000];

export function createConnection(): Connection {
  const listeners = new Set<() => void>();
  let state: ConnectionState = { type: 'connecting' };
  let peer = createPeer(nowhere);
  let connectNow: (() => void) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function become(next: ConnectionState) {
    state = next;
    for (const listener of listeners) listener();
  }

  function start(open: () => Transport<ToServer, ToClient>, token?: string) {
    let failures = 0;
    connectNow = () => {
      clearTimeout(timer);
      timer = undefined;
      const transport = open();
      const current = createPeer(transport, {
        token,
        onWelcome() {
          failures = 0;
          if (peer === current) become({ type: 'open' });
        },
        onRefused({ message, ...error }) {
          const hint = 'hint' in error && error.hint ? ` ${error.hint}` : '';
          if (peer === current) become({ type: 'refused', message: message + hint });
        },
      });
      peer = current;
      transport.onClose(() => {
        if (peer !== current || state.type === 'refused') return;
        const delay = DELAYS_MS[Math.min(failures++, DELAYS_MS.length - 1)] ?? 0;
        timer = setTimeout(() => connectNow?.(), delay);
        become({ type: 'lost', retryAt: Date.now() + delay });
      });
    };
    become({ type: 'connecting' });
    connectNow();
  }

  return {
    peer: () => peer,
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start,
    refuse: (message) => become({ type: 'refused', message }),
    retryNow() {
      if (timer !== undefined) connectNow?.();
    },
  };
}
