import { useSyncExternalStore } from 'react';
import type { EngineStatus } from '../../../contract/model/engine.ts';
import { client, follow } from '../../rpc/index.ts';

const listeners = new Set<() => void>();
let status: EngineStatus | undefined;
let end: (() => void) | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  end ??= follow({
    open: (signal) => client.engine.watch({}, { signal }),
    onItem: (next) => {
      status = next;
      for (const each of listeners) each();
    },
  });
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    end?.();
    end = undefined;
  };
}

/** The app's own engine; undefined until main has said. One stream serves everybody who looks. */
export const useEngineStatus = (): EngineStatus | undefined => useSyncExternalStore(subscribe, () => status);
