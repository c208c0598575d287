import type { Dispatch } from '@reduxjs/toolkit';
import { useSelector } from 'react-redux';
import type { Settings } from '../../../contract/model/settings.ts';
import { client, follow } from '../../rpc/index.ts';
import { receiveLayout } from './layout.ts';
import { writeMirror } from './mirror.ts';
import { settingsSlice } from './settingsSlice.ts';

let plainKeys = true;

/** For the shortcuts’ listener, which no component is. */
export const arePlainKeysOn = (): boolean => plainKeys;

/** Keeps settings and layout as main has them. Gives what ends it. */
export const followSettings = (dispatch: Dispatch): (() => void) =>
  follow({
    open: (signal) => client.app.settings({}, { signal }),
    onItem: (settings) => {
      plainKeys = settings.plainKeys;
      writeMirror({ theme: settings.theme, language: settings.language });
      receiveLayout(settings.layout);
      dispatch(settingsSlice.actions.received(settings));
    },
  });

/** Undefined until they have come. */
export const useSettings = (): Settings | undefined => useSelector(settingsSlice.selectors.selectSettings);
