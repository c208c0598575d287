import { createSlice, type PayloadAction } from '@reduxjs/toolkit';
import { NO_SELECTION, type Selection } from '../../../ui/table/selection.ts';
import { volumesSlice } from './volumesSlice.ts';

export type VolumeDialog =
  | { readonly type: 'create' }
  /** Without names the dialog asks for one. */
  | { readonly type: 'remove'; readonly names: readonly string[] }
  | { readonly type: 'prune' }
  | { readonly type: 'backup'; readonly name: string }
  /** Without a name: into a new one. */
  | { readonly type: 'restore'; readonly name?: string; readonly path?: string }
  | { readonly type: 'copy' | 'clone' | 'rename' | 'empty'; readonly name: string }
  | { readonly type: 'schedule'; readonly name: string; readonly id?: string };

export interface ViewState {
  readonly search: string;
  readonly selection: Selection;
  readonly dialog?: VolumeDialog | undefined;
}

const initialState: ViewState = { search: '', selection: NO_SELECTION };

/** What the interface itself knows of the list of volumes. */
export const volumesViewSlice = createSlice({
  name: 'volumesView',
  initialState,
  reducers: {
    searched: (state, { payload }: PayloadAction<string>) => ({ ...state, search: payload }),
    selected: (state, { payload }: PayloadAction<Selection>) => ({ ...state, selection: payload }),
    dialogOpened: (state, { payload }: PayloadAction<VolumeDialog>) => ({ ...state, dialog: payload }),
    dialogClosed: (state) => ({ ...state, dialog: undefined }),
  },
  extraReducers: (builder) =>
    builder.addCase(volumesSlice.actions.switched, (state) => ({ ...initialState, dialog: state.dialog })),
  selectors: {
    selectSearch: (state) => state.search,
    selectSelection: (state) => state.selection,
    selectDialog: (state) => state.dialog,
  },
});
