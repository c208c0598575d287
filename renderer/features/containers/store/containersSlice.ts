import { createEntityAdapter, createSelector, createSlice, type PayloadAction } from '@reduxjs/toolkit';
import type { AppError } from '../../../../contract/errors.ts';
import type { LiveChange } from '../../../../contract/model/change.ts';
import type { ContainerSummary } from '../../../../contract/model/container.ts';

const adapter = createEntityAdapter<ContainerSummary>();

export interface Extra {
  /** Of which engine this is the list. */
  context?: string;
  /** Its first list has come. */
  isLoaded: boolean;
  /** The engine cannot be reached: the list is a memory of what was. */
  error?: AppError;
}

const initialState = adapter.getInitialState<Extra>({ isLoaded: false });

export const containersSlice = createSlice({
  name: 'containers',
  initialState,
  reducers: {
    /** Another engine: its list is not the old one's. */
    switched: (_, { payload }: PayloadAction<string | undefined>) => ({ ...initialState, context: payload }),
    received: (state, { payload }: PayloadAction<LiveChange<ContainerSummary>>) => {
      if (payload.type === 'unreachable') {
        return { ...state, error: payload.error };
      }
      state.error = undefined;
      state.isLoaded = true;
      // Set, not merged: what a container does not have any more (an exit code, its health) must go.
      if (payload.type === 'snapshot') adapter.setAll(state, keepSame(state.entities, payload.items));
      else {
        adapter.setMany(state, payload.upserted as ContainerSummary[]);
        adapter.removeMany(state, [...payload.removed]);
      }
      return state;
    },
    failed: (state, { payload }: PayloadAction<AppError>) => ({ ...state, error: payload }),
  },
  selectors: {
    selectListContext: (state) => state.context,
    selectIsLoaded: (state) => state.isLoaded,
    selectListError: (state) => state.error,
    selectEntities: (state) => state.entities,
    selectContainers: createSelector(
      [(state: typeof initialState) => state.ids, (state: typeof initialState) => state.entities],
      (ids, entities): readonly ContainerSummary[] =>
        ids.flatMap((id) => {
          const container = entities[id];
          return container ? [container] : [];
        }),
    ),
  },
});

/**
 * After a lost connection the whole list comes again: rows that are as they were keep their identity and render nothing.
 * Those that are new are frozen here: Immer would go through each of them to its last port.
 */
function keepSame(before: Readonly<Record<string, ContainerSummary>>, items: readonly ContainerSummary[]) {
  return items.map((item) => {
    const old = before[item.id];
    return old && JSON.stringify(old) === JSON.stringify(item) ? old : Object.freeze(item);
  }) as ContainerSummary[];
}
