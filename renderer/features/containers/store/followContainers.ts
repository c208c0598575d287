import type { Dispatch } from '@reduxjs/toolkit';
import { client, follow, rememberContext } from '../../../rpc/index.ts';
import { contextsSlice } from '../../contexts/index.ts';
import { containersSlice } from './containersSlice.ts';
import { readSearch, writeSearch } from './keptSearch.ts';
import { containersViewSlice } from './viewSlice.ts';

const { selectSelectedContext } = contextsSlice.selectors;
const { selectSearch } = containersViewSlice.selectors;
const { searched } = containersViewSlice.actions;
const { switched, received, failed } = containersSlice.actions;

interface ContainersStore {
  readonly dispatch: Dispatch;
  readonly getState: () => Parameters<typeof selectSelectedContext>[0] & Parameters<typeof selectSearch>[0];
  readonly subscribe: (listener: () => void) => () => void;
}

/** Keeps the list of the engine that is selected, and of no other, and what is searched for in it. Gives what ends it. */
export function followContainers(store: ContainersStore): () => void {
  let followed: string | undefined;
  let stop = () => {};
  const look = () => {
    const context = selectSelectedContext(store.getState())?.name;
    if (context === followed) return;
    stop();
    followed = context;
    if (context !== undefined) rememberContext(context);
    const kept = context === undefined ? '' : readSearch(context);
    store.dispatch(switched(context));
    if (kept !== '') store.dispatch(searched(kept));
    stop = context === undefined ? () => {} : open(context);
  };
  const open = (context: string) =>
    follow({
      open: (signal) => client.containers.watch({ context }, { signal }),
      onItem: (change) => store.dispatch(received(change)),
      onError: (error) => store.dispatch(failed(error)),
    });
  let written: string | undefined;
  const keep = () => {
    const search = selectSearch(store.getState());
    if (followed === undefined || search === written) return;
    written = search;
    writeSearch(followed, search);
  };
  const unsubscribe = store.subscribe(() => {
    look();
    keep();
  });
  look();
  return () => {
    unsubscribe();
    stop();
  };
}
