import { useMemo } from 'react';
import { useDispatch } from 'react-redux';
import { useLocation } from 'wouter';
import { type VolumeDialog, volumesViewSlice } from '../store/viewSlice.ts';

export type VolumeTab = 'overview' | 'files' | 'backups' | 'inspect';

export interface VolumeActions {
  readonly ask: (dialog: VolumeDialog) => void;
  readonly open: (name: string, tab?: VolumeTab) => void;
  readonly close: () => void;
}

export function useVolumeActions(): VolumeActions {
  const dispatch = useDispatch();
  const [, navigate] = useLocation();
  return useMemo(
    () => ({
      ask: (dialog) => void dispatch(volumesViewSlice.actions.dialogOpened(dialog)),
      open: (name, tab) =>
        navigate(`/volumes/${encodeURIComponent(name)}${tab === undefined || tab === 'overview' ? '' : `/${tab}`}`),
      close: () => navigate('/volumes'),
    }),
    [dispatch, navigate],
  );
}
