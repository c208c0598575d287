import { createSlice, type PayloadAction } from '@reduxjs/toolkit';
import { NO_SELECTION, type Selection } from '../../../ui/table/selection.ts';
import { imagesSlice } from './imagesSlice.ts';

export type ImageDialog =
  /** By name, or by id where there is none. Without names the dialog asks for one. */
  | { readonly type: 'remove'; readonly references: readonly string[] }
  | { readonly type: 'tag'; readonly reference: string }
  | { readonly type: 'prune' }
  | { readonly type: 'load' };

export interface ViewState {
  readonly search: string;
  readonly selection: Selection;
  readonly dialog?: ImageDialog;
}

const initialState: ViewState = { search: '', selection: NO_SELECTION };

/** What the interface itself knows of the list of images. */
export const imagesViewSlice = createSlice({
  name: 'imagesView',
  initialState,
  reducers: {
    searched: (state, { payload }: PayloadAction<string>) => ({ ...state, search: payload }),
    selected: (state, { payload }: PayloadAction<Selection>) => ({ ...state, selection: payload }),
    dialogOpened: (state, { payload }: PayloadAction<ImageDialog>) => ({ ...state, dialog: payload }),
    dialogClosed: (state) => ({ ...state, dialog: undefined }),
  },
  extraReducers: (builder) =>
    builder.addCase(imagesSlice.actions.switched, (state) => ({ ...initialState, dialog: state.dialog })),
  selectors: {
    selectSearch: (state) => state.search,
    selectSelection: (state) => state.selection,
    selectDialog: (state) => state.dialog,
  },
});
