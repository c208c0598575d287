import { createSlice, type PayloadAction } from '@reduxjs/toolkit';
import type { ActionResult, ContainerAction } from '../../../../contract/model/action.ts';

/** What is being done to a container, until the engine has said how it ended. */
export interface Pending {
  readonly type: ContainerAction['type'];
  readonly startedAt: number;
  /** Of a stop or restart: after these seconds the engine kills it. */
  readonly graceSeconds?: number;
}

/** How an action on several containers ended. */
export interface Outcome {
  readonly context: string;
  readonly action: ContainerAction;
  readonly results: readonly ActionResult[];
}

export interface ActionsState {
  readonly pending: Readonly<Record<string, Pending>>;
  /** Shown in a dialog, with its failures. */
  readonly outcome?: Outcome;
}

const initialState: ActionsState = { pending: {} };

export const containerActionsSlice = createSlice({
  name: 'containerActions',
  initialState,
  reducers: {
    began: (state, { payload }: PayloadAction<{ ids: readonly string[]; pending: Pending }>) => ({
      ...state,
      pending: { ...state.pending, ...Object.fromEntries(payload.ids.map((id) => [id, payload.pending])) },
    }),
    /** The container's own grace period became known. */
    graceKnown: (state, { payload }: PayloadAction<{ id: string; graceSeconds: number }>) => {
      const pending = state.pending[payload.id];
      if (pending) state.pending[payload.id] = { ...pending, graceSeconds: payload.graceSeconds };
    },
    /** Only what began then: a kill during a stop ends on its own. */
    ended: (state, { payload }: PayloadAction<{ ids: readonly string[]; startedAt: number }>) => {
      for (const id of payload.ids) if (state.pending[id]?.startedAt === payload.startedAt) delete state.pending[id];
    },
    outcomeShown: (state, { payload }: PayloadAction<Outcome>) => ({ ...state, outcome: payload }),
    outcomeClosed: (state) => ({ ...state, outcome: undefined }),
  },
  selectors: {
    selectPending: (state) => state.pending,
    selectOutcome: (state) => state.outcome,
  },
});
