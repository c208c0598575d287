import { createSlice, type PayloadAction } from '@reduxjs/toolkit';
import type { Context } from '../../../contract/model/context.ts';

export interface ContextsState {
  readonly items: readonly Context[];
  /** The first list has come. */
  readonly isLoaded: boolean;
}

const initialState: ContextsState = { items: [], isLoaded: false };

export const contextsSlice = createSlice({
  name: 'contexts',
  initialState,
  reducers: {
    received: (state, { payload }: PayloadAction<readonly Context[]>) => ({
      isLoaded: true,
      items: payload.map((item) => sameAsBefore(state.items, item) ?? item),
    }),
  },
  selectors: {
    selectContexts: (state) => state.items,
    selectAreContextsLoaded: (state) => state.isLoaded,
    selectSelectedContext: (state) => state.items.find(({ isSelected }) => isSelected),
  },
});

// The whole list comes after each change of one: what did not change keeps its identity, and nothing renders for it.
function sameAsBefore(items: readonly Context[], next: Context): Context | undefined {
  const before = items.find(({ name }) => name === next.name);
  return before && JSON.stringify(before) === JSON.stringify(next) ? before : undefined;
}
