import { useSyncExternalStore } from 'react';
import type { AppError } from '../../../contract/errors.ts';
import type { BuildSummary } from '../../../contract/model/build.ts';
import { client, follow } from '../../rpc/index.ts';

interface BuildList {
  /** The newest first; undefined until the first list has come. */
  readonly builds?: readonly BuildSummary[];
  readonly error?: AppError;
}

const listeners = new Set<() => void>();
let byId = new Map<string, BuildSummary>();
let list: BuildList = {};
let end: (() => void) | undefined;

function become(next: BuildList) {
  list = next;
  for (const listener of listeners) listener();
}

/** Followed while somebody looks; what was there stays until it is followed again. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  end ??= follow({
    open: (signal) => client.builds.watch({}, { signal }),
    onItem: (change) => {
      if (change.type === 'snapshot') byId = new Map(change.items.map((item) => [item.id, item]));
      else {
        for (const item of change.upserted) byId.set(item.id, item);
        for (const id of change.removed) byId.delete(id);
      }
      become({ builds: [...byId.values()].toSorted((a, b) => b.startedAt - a.startedAt) });
    },
    onError: (error) => become({ ...list, error }),
  });
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    end?.();
    end = undefined;
  };
}

export const useBuilds = (): BuildList => useSyncExternalStore(subscribe, () => list);
