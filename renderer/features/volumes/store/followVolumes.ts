import type { Dispatch } from '@reduxjs/toolkit';
import { useEffect } from 'react';
import { useStore } from 'react-redux';
import { client, follow } from '../../../rpc/index.ts';
import { contextsSlice } from '../../contexts/index.ts';
import { volumesSlice } from './volumesSlice.ts';
import { volumesViewSlice } from './viewSlice.ts';

const { selectSelectedContext } = contextsSlice.selectors;
const { selectListContext } = volumesSlice.selectors;
const { switched, received, failed } = volumesSlice.actions;

type Root = Parameters<typeof selectSelectedContext>[0] & Parameters<typeof selectListContext>[0];

interface VolumesStore {
  readonly dispatch: Dispatch;
  readonly getState: () => Root;
  readonly subscribe: (listener: () => void) => () => void;
}

const followed = new WeakSet<object>();

/** Keeps the list of the selected engine from when it is first wanted: not everybody looks at volumes. */
export function useFollowedVolumes(): void {
  const store = useStore<Root>();
  useEffect(() => {
    if (followed.has(store)) return;
    followed.add(store);
    followVolumes(store);
  }, [store]);
}

function followVolumes(store: VolumesStore): void {
  let stop = () => {};
  const look = () => {
    const state = store.getState();
    const context = selectSelectedContext(state)?.name;
    if (context === selectListContext(state)) return;
    stop();
    // What it asks about is on another engine.
    if (selectListContext(state) !== undefined) store.dispatch(volumesViewSlice.actions.dialogClosed());
    store.dispatch(switched(context));
    if (context === undefined) return;
    stop = follow({
      open: (signal) => client.volumes.watch({ context }, { signal }),
      onItem: (change) => store.dispatch(received(change)),
      onError: (error) => store.dispatch(failed(error)),
    });
  };
  store.subscribe(look);
  look();
}
