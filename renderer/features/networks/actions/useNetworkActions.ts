import { useMemo } from 'react';
import { useDispatch } from 'react-redux';
import { useLocation } from 'wouter';
import { type NetworkDialog, networksViewSlice } from '../store/viewSlice.ts';

export type NetworkTab = 'overview' | 'containers' | 'names' | 'inspect';

export interface NetworkActions {
  readonly ask: (dialog: NetworkDialog) => void;
  readonly open: (id: string, tab?: NetworkTab) => void;
  readonly close: () => void;
  /** On the map. */
  readonly show: (id: string) => void;
}

export function useNetworkActions(): NetworkActions {
  const dispatch = useDispatch();
  const [, navigate] = useLocation();
  return useMemo(
    () => ({
      ask: (dialog) => void dispatch(networksViewSlice.actions.dialogOpened(dialog)),
      open: (id, tab) => navigate(`/networks/${id}${tab === undefined || tab === 'overview' ? '' : `/${tab}`}`),
      close: () => navigate('/networks'),
      show: (id) => navigate(`/networks/map/${id}`),
    }),
    [dispatch, navigate],
  );
}
