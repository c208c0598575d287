import { createSlice, type PayloadAction } from '@reduxjs/toolkit';
import { NO_SELECTION, type Selection } from '../../../ui/table/selection.ts';
import { networksSlice } from './networksSlice.ts';

export type NetworkDialog =
  | { readonly type: 'create' }
  | { readonly type: 'prune' }
  | { readonly type: 'remove'; readonly ids: readonly string[] }
  /** One of the two is known; the dialog asks for the other. */
  | { readonly type: 'connect'; readonly networkId?: string; readonly containerId?: string }
  | { readonly type: 'disconnect'; readonly networkId: string; readonly containerId: string };

export interface ViewState {
  readonly search: string;
  readonly selection: Selection;
  readonly dialog?: NetworkDialog;
}

const initialState: ViewState = { search: '', selection: NO_SELECTION };

/** What the interface itself knows of the list of networks. */
export const networksViewSlice = createSlice({
  name: 'networksView',
  initialState,
  reducers: {
    searched: (state, { payload }: PayloadAction<string>) => ({ ...state, search: payload }),
    selected: (state, { payload }: PayloadAction<Selection>) => ({ ...state, selection: payload }),
    dialogOpened: (state, { payload }: PayloadAction<NetworkDialog>) => ({ ...state, dialog: payload }),
    dialogClosed: (state) => ({ ...state, dialog: undefined }),
  },
  extraReducers: (builder) =>
    builder.addCase(networksSlice.actions.switched, (state) => ({ ...initialState, dialog: state.dialog })),
  selectors: {
    selectSearch: (state) => state.search,
    selectSelection: (state) => state.selection,
    selectDialog: (state) => state.dialog,
  },
});
