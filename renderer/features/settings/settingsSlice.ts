import { createSlice, type PayloadAction } from '@reduxjs/toolkit';
import type { Settings } from '../../../contract/model/settings.ts';

export interface SettingsState {
  readonly settings?: Settings;
}

const initialState: SettingsState = {};

export const settingsSlice = createSlice({
  name: 'settings',
  initialState,
  reducers: {
    received: (_, { payload }: PayloadAction<Settings>) => ({ settings: payload }),
  },
  selectors: {
    selectSettings: (state) => state.settings,
  },
});
