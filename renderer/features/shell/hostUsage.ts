import { useSyncExternalStore } from 'react';
import type { HostUsage } from '../../../contract/model/system.ts';
import { client, follow } from '../../rpc/index.ts';

const listeners = new Set<() => void>();
let usage: HostUsage | undefined;
let end: (() => void) | undefined;

function become(next: HostUsage | undefined): void {
  usage = next;
  for (const listener of listeners) listener();
}

function run(): void {
  const isWanted = listeners.size > 0 && document.visibilityState === 'visible';
  if (isWanted && !end) {
    end = follow({
      open: (signal) => client.app.hostUsage({}, { signal }),
      onItem: become,
      onError: () => become(undefined),
    });
  } else if (!isWanted && end) {
    end();
    end = undefined;
  }
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) document.addEventListener('visibilitychange', run);
  listeners.add(listener);
  run();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) document.removeEventListener('visibilitychange', run);
    run();
  };
}

/** The machine's load, followed only while it is shown and the page is seen. */
export const useHostUsage = (): HostUsage | undefined => useSyncExternalStore(subscribe, () => usage);
