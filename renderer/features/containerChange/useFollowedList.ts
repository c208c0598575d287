import { useEffect, useState } from 'react';
import type { AppError } from '../../../contract/errors.ts';
import type { Change } from '../../../contract/model/change.ts';
import { follow } from '../../rpc/index.ts';

/** What a stream of changes makes of a list, newest last; undefined until it has begun. */
export function useFollowedList<T extends { readonly id: string }>(
  key: string | undefined,
  open: (signal: AbortSignal) => AsyncIterable<Change<T>>,
): { readonly items?: readonly T[]; readonly error?: AppError } {
  const [state, setState] = useState<{ readonly items?: readonly T[]; readonly error?: AppError }>({});
  useEffect(() => {
    setState({});
    if (key === undefined) return undefined;
    return follow({
      open,
      onItem: (change) => setState(({ items = [] }) => ({ items: applied(items, change) })),
      onError: (error) => setState(({ items }) => ({ ...(items && { items }), error })),
    });
    // oxlint-disable-next-line react/exhaustive-deps -- the key says what is followed
  }, [key]);
  return state;
}

function applied<T extends { readonly id: string }>(items: readonly T[], change: Change<T>): readonly T[] {
  if (change.type === 'snapshot') return change.items;
  const gone = new Set([...change.removed, ...change.upserted.map(({ id }) => id)]);
  return [...items.filter(({ id }) => !gone.has(id)), ...change.upserted];
}
