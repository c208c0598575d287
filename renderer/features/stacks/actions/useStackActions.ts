import { useMemo } from 'react';
import { useDispatch } from 'react-redux';
import { useLocation } from 'wouter';
import { stackEditRoute } from '../../composeEditor/index.ts';
import { type StackDialog, stacksViewSlice } from '../store/viewSlice.ts';

export type StackTab = 'services' | 'containers' | 'logs' | 'stats' | 'events' | 'resources' | 'files' | 'inspect';

export interface StackActions {
  readonly ask: (dialog: StackDialog) => void;
  readonly open: (project: string, tab?: StackTab) => void;
  readonly edit: (project: string) => void;
  readonly close: () => void;
}

export function useStackActions(): StackActions {
  const dispatch = useDispatch();
  const [, navigate] = useLocation();
  return useMemo(
    () => ({
      ask: (dialog) => void dispatch(stacksViewSlice.actions.dialogOpened(dialog)),
      open: (project, tab) =>
        navigate(`/stacks/${encodeURIComponent(project)}${tab === undefined || tab === 'services' ? '' : `/${tab}`}`),
      edit: (project) => navigate(stackEditRoute(project)),
      close: () => navigate('/stacks'),
    }),
    [dispatch, navigate],
  );
}
