import { useEffect, useSyncExternalStore } from 'react';
import type { AppError } from '../../../contract/errors.ts';
import type { LiveChange } from '../../../contract/model/change.ts';
import { follow } from '../../rpc/index.ts';
import { createLiveSlice } from '../../rpc/liveSlice.ts';

/** The list of one kind of thing on one engine. */
export interface LiveList<T> {
  readonly items: readonly T[];
  /** Its first list has come. */
  readonly isLoaded: boolean;
  /** The engine cannot be reached: the items are what it said last. */
  readonly error?: AppError | undefined;
}

export interface LiveLists<T> {
  /** Follows the lists of these engines for as long as somebody looks at them; each by itself, none waits for another. */
  readonly useLists: (contexts: readonly string[]) => ReadonlyMap<string, LiveList<T>>;
}

/**
 * The lists of several engines at once. They are not in the Redux store: nothing but the page that shows them needs
 * them, and they end with it, whereas the lists there are those of the one engine that is open.
 */
export function createLiveLists<T extends { readonly id: string }>(
  watch: (context: string, signal: AbortSignal) => AsyncIterable<LiveChange<T>>,
): LiveLists<T> {
  const slice = createLiveSlice<T, 'list'>('list');
  const { selectItems } = slice.getSelectors();
  const { received, failed } = slice.actions;
  const listeners = new Set<() => void>();
  const followed = new Map<string, { users: number; readonly stop: () => void }>();
  let lists: ReadonlyMap<string, LiveList<T>> = new Map();

  function become(next: ReadonlyMap<string, LiveList<T>>) {
    lists = next;
    for (const listener of listeners) listener();
  }

  function open(context: string) {
    let state = slice.getInitialState();
    const put = (action: Parameters<typeof slice.reducer>[1]) => {
      state = slice.reducer(state, action);
      const { isLoaded, error } = state;
      become(new Map(lists).set(context, { items: selectItems(state), isLoaded, error }));
    };
    return follow({
      open: (signal) => watch(context, signal),
      onItem: (change) => put(received(change)),
      onError: (error) => put(failed(error)),
    });
  }

  function hold(context: string): () => void {
    const known = followed.get(context);
    if (known) known.users += 1;
    else followed.set(context, { users: 1, stop: open(context) });
    return () => {
      const held = followed.get(context);
      if (!held || --held.users > 0) return;
      held.stop();
      followed.delete(context);
      // Nobody keeps it right any more: it comes anew when it is looked at again.
      const rest = new Map(lists);
      if (rest.delete(context)) become(rest);
    };
  }

  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };

  return {
    useLists(contexts) {
      const key = JSON.stringify(contexts);
      useEffect(() => {
        const held = (JSON.parse(key) as string[]).map(hold);
        return () => held.forEach((release) => release());
      }, [key]);
      return useSyncExternalStore(subscribe, () => lists);
    },
  };
}
