import type { Action } from '@reduxjs/toolkit';
import { useCallback } from 'react';
import { useDispatch, useSelector } from 'react-redux';
import type { AppError } from '../../../contract/errors.ts';
import type { Selection } from '../../ui/table/selection.ts';
import { useListAvailability } from './useListAvailability.tsx';

interface ListSlices<Live, View> {
  /** Selectors of a slice of `createLiveSlice`. */
  readonly live: {
    readonly selectIsLoaded: (root: Live) => boolean;
    readonly selectListError: (root: Live) => AppError | undefined;
  };
  /** A slice of `createListViewSlice`. */
  readonly view: {
    readonly selectors: {
      readonly selectSearch: (root: View) => string;
      readonly selectSelection: (root: View) => Selection;
    };
    readonly actions: {
      readonly searched: (text: string) => Action;
      readonly selected: (selection: Selection) => Action;
    };
  };
  readonly context: string;
  readonly isEmpty: boolean;
}

/** What a list has in the store: what is typed, what is chosen, and whether there is anything to show. */
export function useListState<Live, View>({ live, view, context, isEmpty }: ListSlices<Live, View>) {
  const dispatch = useDispatch();
  const { searched, selected } = view.actions;
  const availability = useListAvailability({
    isLoaded: useSelector(live.selectIsLoaded),
    error: useSelector(live.selectListError),
    context,
    isEmpty,
  });
  return {
    availability,
    text: useSelector(view.selectors.selectSearch),
    onText: useCallback((text: string) => void dispatch(searched(text)), [dispatch, searched]),
    selection: useSelector(view.selectors.selectSelection),
    onSelection: (selection: Selection) => void dispatch(selected(selection)),
  };
}
