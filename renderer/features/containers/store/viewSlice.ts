import type { RunSettings } from '../../../../contract/model/run.ts';
import { createSlice, type PayloadAction } from '@reduxjs/toolkit';
import { NO_SELECTION, retain, type Selection } from '../../../ui/table/selection.ts';
import type { Origin } from '../run/origin.ts';
import { containersSlice } from './containersSlice.ts';

/** A dialog for the containers of these ids; of all of them where it needs none. */
export type ContainerDialog =
  | { readonly type: 'remove' | 'kill' | 'stop' | 'update'; readonly ids: readonly string[] }
  | { readonly type: 'commit'; readonly id: string }
  | { readonly type: 'prune' }
  /** With an image when it was started from one; with settings that it begins with, and where they are from. */
  | { readonly type: 'run'; readonly image?: string; readonly settings?: RunSettings; readonly origin?: Origin };

export interface ViewState {
  readonly search: string;
  readonly selection: Selection;
  readonly dialog?: ContainerDialog;
  /** The container whose name is being edited, and where. */
  readonly renaming?: { readonly id: string; readonly place: 'list' | 'header' };
}

const initialState: ViewState = { search: '', selection: NO_SELECTION };

/** What the interface itself knows of the list: it survives leaving the page, and every change of the containers. */
export const containersViewSlice = createSlice({
  name: 'containersView',
  initialState,
  reducers: {
    searched: (state, { payload }: PayloadAction<string>) => ({ ...state, search: payload }),
    selected: (state, { payload }: PayloadAction<Selection>) => ({ ...state, selection: payload }),
    dialogOpened: (state, { payload }: PayloadAction<ContainerDialog>) => ({ ...state, dialog: payload }),
    renameStarted: (state, { payload }: PayloadAction<ViewState['renaming']>) => ({ ...state, renaming: payload }),
    renameEnded: (state) => ({ ...state, renaming: undefined }),
    dialogClosed: (state) => ({ ...state, dialog: undefined }),
  },
  extraReducers: (builder) =>
    builder
      .addCase(containersSlice.actions.switched, () => initialState)
      .addCase(containersSlice.actions.received, (state, { payload }) => {
        if (payload.type !== 'patch' || payload.removed.length === 0) return state;
        const selection = retain(state.selection as Selection, new Set(payload.removed));
        return selection === state.selection ? state : { ...state, selection };
      }),
  selectors: {
    selectSearch: (state) => state.search,
    selectSelection: (state) => state.selection,
    selectDialog: (state) => state.dialog,
    selectRenamingId: (state) => (state.renaming?.place === 'list' ? state.renaming.id : undefined),
    selectHeaderRenamingId: (state) => (state.renaming?.place === 'header' ? state.renaming.id : undefined),
  },
});
