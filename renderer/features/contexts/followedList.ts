import type { Action, Dispatch } from '@reduxjs/toolkit';
import { useEffect } from 'react';
import { useStore } from 'react-redux';
import type { AppError } from '../../../contract/errors.ts';
import type { LiveChange } from '../../../contract/model/change.ts';
import { follow } from '../../rpc/index.ts';
import { contextsSlice } from './contextsSlice.ts';

const { selectSelectedContext } = contextsSlice.selectors;
type ContextsRoot = Parameters<typeof selectSelectedContext>[0];

/** A slice of `createLiveSlice`, and where what it holds comes from. */
export interface FollowedList<T, Root> {
  readonly selectListContext: (root: Root) => string | undefined;
  readonly actions: {
    readonly switched: (context: string | undefined) => Action;
    readonly received: (change: LiveChange<T>) => Action;
    readonly failed: (error: AppError) => Action;
  };
  readonly watch: (context: string, signal: AbortSignal) => AsyncIterable<LiveChange<T>>;
  /** What was asked about is on another engine now. */
  readonly left: () => Action;
}

interface Store<Root> {
  readonly dispatch: Dispatch;
  readonly getState: () => Root & ContextsRoot;
  readonly subscribe: (listener: () => void) => () => void;
}

/** A hook that keeps the list of the selected engine from when it is first wanted: not everybody looks at all of them. */
export function createFollowedList<T, Root>(list: FollowedList<T, Root>): () => void {
  const followed = new WeakSet<object>();
  return function useFollowedList() {
    const store = useStore<Root & ContextsRoot>();
    useEffect(() => {
      if (followed.has(store)) return;
      followed.add(store);
      followList(store, list);
    }, [store]);
  };
}

function followList<T, Root>(
  store: Store<Root>,
  { selectListContext, actions, watch, left }: FollowedList<T, Root>,
): void {
  let stop = () => {};
  const look = () => {
    const state = store.getState();
    const context = selectSelectedContext(state)?.name;
    const before = selectListContext(state);
    if (context === before) return;
    stop();
    // First of all: each thing that is dispatched here leads back to this function.
    store.dispatch(actions.switched(context));
    if (before !== undefined) store.dispatch(left());
    if (context === undefined) return;
    stop = follow({
      open: (signal) => watch(context, signal),
      onItem: (change) => store.dispatch(actions.received(change)),
      onError: (error) => store.dispatch(actions.failed(error)),
    });
  };
  store.subscribe(look);
  look();
}
