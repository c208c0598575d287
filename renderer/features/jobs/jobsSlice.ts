import { createEntityAdapter, createSlice, type PayloadAction } from '@reduxjs/toolkit';
import type { Change } from '../../../contract/model/change.ts';
import type { Job } from '../../../contract/model/job.ts';

const adapter = createEntityAdapter<Job>();

export const jobsSlice = createSlice({
  name: 'jobs',
  initialState: { ...adapter.getInitialState(), isOpen: false, watched: [] as string[] },
  reducers: {
    changed: (state, { payload }: PayloadAction<Change<Job>>) => {
      const mutable = (jobs: readonly Job[]) => jobs as Job[];
      if (payload.type === 'snapshot') adapter.setAll(state, mutable(payload.items));
      else {
        adapter.upsertMany(state, mutable(payload.upserted));
        adapter.removeMany(state, [...payload.removed]);
      }
    },
    /** Whoever started it shows how it ends. */
    watchBegan: (state, { payload }: PayloadAction<string>) => void state.watched.push(payload),
    watchEnded: (state, { payload }: PayloadAction<string>) => {
      state.watched = state.watched.filter((id) => id !== payload);
    },
    drawerOpened: (state) => void (state.isOpen = true),
    drawerClosed: (state) => void (state.isOpen = false),
  },
  selectors: {
    selectJobEntities: (state) => state.entities,
    selectIsDrawerOpen: (state) => state.isOpen,
    selectWatched: (state): readonly string[] => state.watched,
  },
});
