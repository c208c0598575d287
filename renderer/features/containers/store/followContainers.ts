import type { Dispatch } from '@reduxjs/toolkit';
import { client, follow, rememberContext } from '../../../rpc/index.ts';
import { contextsSlice } from '../../contexts/index.ts';
import { containersSlice } from './containersSlice.ts';

const { selectSelectedContext } = contextsSlice.selectors;
const { switched, received, failed } = containersSlice.actions;

interface ContainersStore {
  readonly dispatch: Dispatch;
  readonly getState: () => Parameters<typeof selectSelectedContext>[0];
  readonly subscribe: (listener: () => void) => () => void;
}

/** Keeps the list of the engine that is selected, and of no other. Gives what ends it. */
export function followContainers(store: ContainersStore): () => void {
  let followed: string | undefined;
  let stop = () => {};
  const look = () => {
    const context = selectSelectedContext(store.getState())?.name;
    if (context === followed) return;
    stop();
    followed = context;
    if (context !== undefined) rememberContext(context);
    store.dispatch(switched(context));
    stop = context === undefined ? () => {} : open(context);
  };
  const open = (context: string) =>
    follow({
      open: (signal) => client.containers.watch({ context }, { signal }),
      onItem: (change) => store.dispatch(received(change)),
      onError: (error) => store.dispatch(failed(error)),
    });
  const unsubscribe = store.subscribe(look);
  look();
  return () => {
    unsubscribe();
    stop();
  };
}
