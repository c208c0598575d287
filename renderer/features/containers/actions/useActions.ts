import { useMemo } from 'react';
import { useDispatch, useSelector, useStore } from 'react-redux';
import { useLocation } from 'wouter';
import { toAppError } from '../../../../contract/errors.ts';
import type { ContainerAction } from '../../../../contract/model/action.ts';
import type { ContainerSummary } from '../../../../contract/model/container.ts';
import { client } from '../../../rpc/index.ts';
import { download, notify } from '../../../ui/index.ts';
import { openTerminal } from '../../terminal/index.ts';
import { useSettings } from '../../settings/index.ts';
import { containersSlice } from '../store/containersSlice.ts';
import { type ContainerDialog, containersViewSlice } from '../store/viewSlice.ts';
import { applyAction, type Target } from './apply.ts';
import { duplicate } from './duplicate.ts';
import { withGrace } from './grace.ts';
import { isPossible } from './possible.ts';
import { t } from '../texts/index.ts';

const { dialogOpened, renameStarted } = containersViewSlice.actions;

/** The tabs of a container's detail, as they stand in the address. */
export type DetailTab =
  | 'overview'
  | 'logs'
  | 'terminal'
  | 'files'
  | 'stats'
  | 'processes'
  | 'changes'
  | 'history'
  | 'mounts'
  | 'networks'
  | 'environment'
  | 'health'
  | 'definition'
  | 'inspect';

export interface ContainerActions {
  /** Does it at once, to those whose state allows it. */
  readonly apply: (containers: readonly ContainerSummary[], action: ContainerAction) => void;
  readonly ask: (dialog: ContainerDialog) => void;
  readonly open: (id: string, tab?: DetailTab) => void;
  /** Beside its shells: its main process. */
  readonly attach: (container: Target) => void;
  readonly close: () => void;
  /** In its row, or in the header of its detail. */
  readonly rename: (id: string, place?: 'list' | 'header') => void;
  readonly openStack: (project: string) => void;
  readonly exportFilesystem: (container: Target) => void;
  /** Opens the run form with its settings under a new name; nothing is made yet. */
  readonly duplicate: (container: Target) => void;
}

export function useActions(): ContainerActions {
  const dispatch = useDispatch();
  const store = useStore<Root>();
  const context = useSelector(containersSlice.selectors.selectListContext);
  const stopSeconds = useSettings()?.stopTimeoutSeconds;
  const [, navigate] = useLocation();

  return useMemo(() => {
    return {
      apply(containers, action) {
        const targets = containers.filter(({ state }) => isPossible(action.type, state));
        if (context !== undefined) void applyAction(dispatch, context, targets, withGrace(action, stopSeconds));
      },
      ask: (dialog) => void dispatch(dialogOpened(dialog)),
      open: (id, tab) => navigate(`/containers/${id}${tab === undefined || tab === 'overview' ? '' : `/${tab}`}`),
      attach({ id, name }) {
        if (context === undefined) return;
        void openTerminal({ type: 'attach', ref: { context, id } }, name).then(
          () => navigate(`/containers/${id}/terminal`),
          () => undefined, // the page cannot load its own parts: the connection banner says so already
        );
      },
      close: () => navigate('/containers'),
      openStack: (project) => navigate(`/stacks/${encodeURIComponent(project)}`),
      rename: (id, place = 'list') => void dispatch(renameStarted({ id, place })),
      exportFilesystem(container) {
        if (context !== undefined) void exportFilesystem(context, container);
      },
      duplicate(container) {
        if (context !== undefined) void duplicate(context, container, namesIn(store.getState()), dispatch);
      },
    };
  }, [dispatch, store, context, stopSeconds, navigate]);
}

type Root = Parameters<typeof containersSlice.selectors.selectItems>[0];
const namesIn = (root: Root): readonly string[] => containersSlice.selectors.selectItems(root).map(({ name }) => name);

/** A job makes the archive; in a browser it is then downloaded, in the desktop app it was written where the person chose. */
async function exportFilesystem(context: string, { id, name }: Target): Promise<void> {
  try {
    const { downloadUrl } = await client.containers.export({ context, id });
    download(downloadUrl, `${name}.tar`);
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === 'cancelled') return;
    notify({ title: t('Could not export {{name}}', { name }), message: error.message, tone: 'failure' });
  }
}
