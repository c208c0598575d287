import { useEffect, useState } from 'react';
import type { AppError } from '../../../../contract/errors.ts';
import type { StackFolder } from '../../../../contract/model/stack.ts';
import { client, follow } from '../../../rpc/index.ts';

type Entry = StackFolder & { readonly id: string };

/** The folders that are looked through, by path, as long as somebody looks. */
export function useFolders(): { readonly folders: readonly Entry[] | undefined; readonly error: AppError | undefined } {
  const [byId, setById] = useState<ReadonlyMap<string, Entry>>();
  const [error, setError] = useState<AppError>();
  useEffect(
    () =>
      follow({
        open: (signal) => client.stacks.folders({}, { signal }),
        onItem: (change) =>
          setById((before) => {
            if (change.type === 'snapshot') return new Map(change.items.map((item) => [item.id, item]));
            const next = new Map(before);
            for (const item of change.upserted) next.set(item.id, item);
            for (const id of change.removed) next.delete(id);
            return next;
          }),
        onError: setError,
      }),
    [],
  );
  return { folders: byId && [...byId.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1)), error };
}
