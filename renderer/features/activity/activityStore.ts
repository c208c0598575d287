import { useEffect, useState } from 'react';
import type { AppError } from '../../../contract/errors.ts';
import type { Activity, EngineEvent } from '../../../contract/model/event.ts';
import { client, follow } from '../../rpc/index.ts';

/** As many as main keeps. */
const KEPT_EVENTS = 10_000;

interface Followed<T> {
  readonly items: readonly T[];
  readonly error: AppError | undefined;
}

/** What the engine did since the app has followed it, oldest first, then live. */
export function useEngineEvents(context: string): Followed<EngineEvent> {
  const [items, setItems] = useState<readonly EngineEvent[]>([]);
  const [error, setError] = useState<AppError>();
  useEffect(
    () =>
      follow({
        open: (signal) => {
          setItems([]);
          setError(undefined);
          return client.activity.events({ context }, { signal });
        },
        onItem: (more) => setItems((before) => before.concat(more).slice(-KEPT_EVENTS)),
        onError: setError,
      }),
    [context],
  );
  return { items, error };
}

/** What this app did in its session, newest first. `isLoaded`: what is not among it is not there. */
export function useActions(): Followed<Activity> & { readonly isLoaded: boolean } {
  const [byId, setById] = useState<ReadonlyMap<string, Activity>>();
  const [error, setError] = useState<AppError>();
  useEffect(
    () =>
      follow({
        open: (signal) => client.activity.watch({}, { signal }),
        onItem: (change) =>
          setById((before) => {
            if (change.type === 'snapshot') return new Map(change.items.map((item) => [item.id, item]));
            const next = new Map(before ?? []);
            for (const item of change.upserted) next.set(item.id, item);
            for (const id of change.removed) next.delete(id);
            return next;
          }),
        onError: setError,
      }),
    [],
  );
  const items = [...(byId?.values() ?? [])].toSorted((a, b) => b.at - a.at);
  return { items, error, isLoaded: byId !== undefined };
}
