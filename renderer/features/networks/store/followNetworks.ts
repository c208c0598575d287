import type { Dispatch } from '@reduxjs/toolkit';
import { useEffect } from 'react';
import { useStore } from 'react-redux';
import { client, follow } from '../../../rpc/index.ts';
import { contextsSlice } from '../../contexts/index.ts';
import { networksSlice } from './networksSlice.ts';
import { networksViewSlice } from './viewSlice.ts';

const { selectSelectedContext } = contextsSlice.selectors;
const { selectListContext } = networksSlice.selectors;
const { switched, received, failed } = networksSlice.actions;

type Root = Parameters<typeof selectSelectedContext>[0] & Parameters<typeof selectListContext>[0];

interface NetworksStore {
  readonly dispatch: Dispatch;
  readonly getState: () => Root;
  readonly subscribe: (listener: () => void) => () => void;
}

const followed = new WeakSet<object>();

/** Keeps the list of the selected engine from when it is first wanted: not everybody looks at networks. */
export function useFollowedNetworks(): void {
  const store = useStore<Root>();
  useEffect(() => {
    if (followed.has(store)) return;
    followed.add(store);
    followNetworks(store);
  }, [store]);
}

function followNetworks(store: NetworksStore): void {
  let stop = () => {};
  const look = () => {
    const state = store.getState();
    const context = selectSelectedContext(state)?.name;
    if (context === selectListContext(state)) return;
    stop();
    // What it asks about is on another engine.
    if (selectListContext(state) !== undefined) store.dispatch(networksViewSlice.actions.dialogClosed());
    store.dispatch(switched(context));
    if (context === undefined) return;
    stop = follow({
      open: (signal) => client.networks.watch({ context }, { signal }),
      onItem: (change) => store.dispatch(received(change)),
      onError: (error) => store.dispatch(failed(error)),
    });
  };
  store.subscribe(look);
  look();
}
