import { useSyncExternalStore } from 'react';
import type { Change } from '../../../../contract/model/change.ts';
import type { UnfinishedWork, VolumeBackup, VolumeSchedule } from '../../../../contract/model/volume.ts';
import { client, follow } from '../../../rpc/index.ts';

/** A list that main keeps, followed while somebody looks; what was there stays until it is followed again. */
function createKeptList<T extends { readonly id: string }>(open: (signal: AbortSignal) => AsyncIterable<Change<T>>) {
  const listeners = new Set<() => void>();
  let byId = new Map<string, T>();
  let items: readonly T[] = [];
  let end: (() => void) | undefined;

  function take(change: Change<T>) {
    if (change.type === 'snapshot') byId = new Map(change.items.map((item) => [item.id, item]));
    else {
      for (const item of change.upserted) byId.set(item.id, item);
      for (const id of change.removed) byId.delete(id);
    }
    items = [...byId.values()];
    for (const listener of listeners) listener();
  }

  function subscribe(listener: () => void): () => void {
    listeners.add(listener);
    end ??= follow({ open, onItem: take });
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      end?.();
      end = undefined;
    };
  }

  return () => useSyncExternalStore(subscribe, () => items);
}

export const useBackups = createKeptList<VolumeBackup>((signal) => client.volumes.backups({}, { signal }));
export const useSchedules = createKeptList<VolumeSchedule>((signal) => client.volumes.schedules({}, { signal }));
export const useUnfinished = createKeptList<UnfinishedWork>((signal) => client.volumes.unfinished({}, { signal }));
