import { createSlice, type PayloadAction } from '@reduxjs/toolkit';
import { NO_SELECTION, type Selection } from '../table/selection.ts';

export interface ListViewState<Dialog> {
  readonly search: string;
  readonly selection: Selection;
  readonly dialog?: Dialog | undefined;
}

/** What the interface itself knows of a list. `switched` says that it is another engine's from then on. */
export function createListViewSlice<Dialog, Name extends string>(name: Name, switched: { readonly type: string }) {
  type State = ListViewState<Dialog>;
  const initialState: State = { search: '', selection: NO_SELECTION };
  return createSlice({
    name,
    initialState,
    reducers: {
      searched: (draft, { payload }: PayloadAction<string>) => ({ ...(draft as State), search: payload }),
      selected: (draft, { payload }: PayloadAction<Selection>) => ({ ...(draft as State), selection: payload }),
      dialogOpened: (draft, { payload }: PayloadAction<Dialog>) => ({ ...(draft as State), dialog: payload }),
      dialogClosed: (draft) => ({ ...(draft as State), dialog: undefined }),
    },
    extraReducers: (builder) =>
      builder.addCase(switched.type, (draft) => ({ ...initialState, dialog: (draft as State).dialog })),
    selectors: {
      selectSearch: (state) => state.search,
      selectSelection: (state) => state.selection,
      selectDialog: (state): Dialog | undefined => state.dialog,
    },
  });
}
