import { useSelector, useStore } from 'react-redux';
import type { ContainerSummary } from '../../../../contract/model/container.ts';
import { useReturnFocus } from '../../../ui/index.ts';
import type { OnBuild } from '../run/origin.ts';
import { RunDrawer } from '../run/RunDrawer.tsx';
import { containersSlice } from '../store/containersSlice.ts';
import { containersViewSlice } from '../store/viewSlice.ts';
import { containerActionsSlice } from './actionsSlice.ts';
import { CommitDialog } from './CommitDialog.tsx';
import { KillDialog } from './KillDialog.tsx';
import { OutcomeDialog } from './OutcomeDialog.tsx';
import { PruneDialog } from './PruneDialog.tsx';
import { RemoveDialog } from './RemoveDialog.tsx';
import { StopDialog } from './StopDialog.tsx';
import { UpdateDialog } from './UpdateDialog.tsx';

const { selectEntities, selectListContext } = containersSlice.selectors;
const { selectDialog } = containersViewSlice.selectors;
type Root = Parameters<typeof selectDialog>[0];

/** The one dialog that is open. */
export function Dialogs({ onBuild }: { readonly onBuild?: OnBuild | undefined }) {
  useReturnFocus();
  const store = useStore<Root>();
  const { dispatch } = store;
  const dialog = useSelector(selectDialog);
  const outcome = useSelector(containerActionsSlice.selectors.selectOutcome);
  const context = useSelector(selectListContext);
  const entities = useSelector(selectEntities);
  // Only itself: one that has waited for the engine may find another one open.
  const onClose = () => {
    if (selectDialog(store.getState()) === dialog) dispatch(containersViewSlice.actions.dialogClosed());
  };
  if (outcome) {
    return (
      <OutcomeDialog outcome={outcome} onClose={() => void dispatch(containerActionsSlice.actions.outcomeClosed())} />
    );
  }
  if (!dialog || context === undefined) return null;
  if (dialog.type === 'run') {
    const { image, settings, origin } = dialog;
    return <RunDrawer context={context} onClose={onClose} {...{ image, settings, origin, onBuild }} />;
  }
  if (dialog.type === 'prune') return <PruneDialog context={context} onClose={onClose} />;

  // Those that went away meanwhile need nothing any more.
  const find = (id: string): ContainerSummary[] => (entities[id] ? [entities[id]] : []);
  const containers = dialog.type === 'commit' ? find(dialog.id) : dialog.ids.flatMap(find);
  const [first] = containers;
  if (!first) return null;
  const props = { context, containers, onClose };
  switch (dialog.type) {
    case 'remove':
      return <RemoveDialog {...props} />;
    case 'kill':
      return <KillDialog {...props} />;
    case 'stop':
      return <StopDialog {...props} />;
    case 'update':
      return <UpdateDialog {...props} />;
    case 'commit':
      return <CommitDialog context={context} container={first} onClose={onClose} />;
  }
}

/** What a dialog on containers is given. */
export interface DialogProps {
  readonly context: string;
  readonly containers: readonly ContainerSummary[];
  readonly onClose: () => void;
}
