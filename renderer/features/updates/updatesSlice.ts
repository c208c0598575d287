import { createSlice, type PayloadAction } from '@reduxjs/toolkit';
import type { TagWatch } from '../../../contract/model/tagUpdate.ts';

export interface UpdatesState {
  /** Whose tags these are. */
  readonly context?: string;
  readonly watch: TagWatch;
}

const initialState: UpdatesState = { watch: { isChecking: false, tags: [] } };

export const updatesSlice = createSlice({
  name: 'updates',
  initialState,
  reducers: {
    received: (_, { payload }: PayloadAction<{ context: string; watch: TagWatch }>) => payload as never,
    left: () => initialState as never,
  },
  selectors: {
    selectWatch: (state): TagWatch => state.watch,
    selectWatchedContext: (state): string | undefined => state.context,
  },
});
