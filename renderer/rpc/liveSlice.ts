import {
  createEntityAdapter,
  createSelector,
  createSlice,
  type EntityState,
  type PayloadAction,
} from '@reduxjs/toolkit';
import type { AppError } from '../../contract/errors.ts';
import type { LiveChange } from '../../contract/model/change.ts';

export interface Extra {
  /** Of which engine this is the list. */
  context?: string;
  /** Its first list has come. */
  isLoaded: boolean;
  /** The engine cannot be reached: the list is a memory of what was. */
  error?: AppError;
}

export type LiveState<T> = EntityState<T, string> & Extra;

/** What a `watch` stream says of one kind of thing, kept as entities. */
export function createLiveSlice<T extends { readonly id: string }, Name extends string>(name: Name) {
  const adapter = createEntityAdapter<T>();
  const initialState: LiveState<T> = adapter.getInitialState<Extra>({ isLoaded: false });
  type Entities = Readonly<Record<string, T>>;
  return createSlice({
    name,
    initialState,
    reducers: {
      /** Another engine: its list is not the old one's. */
      switched: (_, { payload }: PayloadAction<string | undefined>) => ({
        ...(initialState as LiveState<T>),
        context: payload,
      }),
      received: (draft, { payload }: PayloadAction<LiveChange<T>>) => {
        const state = draft as LiveState<T>;
        if (payload.type === 'unreachable') {
          state.error = payload.error;
          return;
        }
        state.error = undefined;
        state.isLoaded = true;
        // Set, not merged: what a thing does not have any more (an exit code, its health) must go.
        if (payload.type === 'snapshot') adapter.setAll(state, keepSame(state.entities as Entities, payload.items));
        else {
          adapter.setMany(state, payload.upserted as T[]);
          adapter.removeMany(state, [...payload.removed]);
        }
      },
      failed: (draft, { payload }: PayloadAction<AppError>) => void ((draft as LiveState<T>).error = payload),
    },
    selectors: {
      selectListContext: (state) => state.context,
      selectIsLoaded: (state) => state.isLoaded,
      selectListError: (state) => state.error,
      selectEntities: (state): Entities => state.entities as Entities,
      selectItems: createSelector(
        [(state: LiveState<T>) => state.ids, (state: LiveState<T>) => state.entities],
        (ids, entities): readonly T[] =>
          ids.flatMap((id) => {
            const item = (entities as Entities)[id];
            return item ? [item] : [];
          }),
      ),
    },
  });
}

/**
 * After a lost connection the whole list comes again: rows that are as they were keep their identity and render nothing.
 * Those that are new are frozen here: Immer would go through each of them to its last port.
 */
function keepSame<T extends { readonly id: string }>(before: Readonly<Record<string, T>>, items: readonly T[]): T[] {
  return items.map((item) => {
    const old = before[item.id];
    return old && JSON.stringify(old) === JSON.stringify(item) ? old : Object.freeze(item);
  });
}
