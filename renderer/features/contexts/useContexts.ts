import type { Dispatch } from '@reduxjs/toolkit';
import { useSelector } from 'react-redux';
import type { Context } from '../../../contract/model/context.ts';
import { client, follow } from '../../rpc/index.ts';
import { contextsSlice } from './contextsSlice.ts';

const { selectContexts, selectAreContextsLoaded, selectSelectedContext } = contextsSlice.selectors;

/** Keeps the slice fed. Gives what ends it. */
export const followContexts = (dispatch: Dispatch): (() => void) =>
  follow({
    open: (signal) => client.contexts.watch({}, { signal }),
    onItem: (items) => dispatch(contextsSlice.actions.received(items)),
  });

export const useContexts = (): readonly Context[] => useSelector(selectContexts);
export const useAreContextsLoaded = (): boolean => useSelector(selectAreContextsLoaded);

/** The context that is open; undefined until the first list has come, or when there is none at all. */
export const useSelectedContext = (): Context | undefined => useSelector(selectSelectedContext);
