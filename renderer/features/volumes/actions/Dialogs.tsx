import { useSelector, useStore } from 'react-redux';
import type { CliArgs } from '../../../../contract/commands/docker.ts';
import { useReturnFocus } from '../../../ui/index.ts';
import { useFollowedVolumes } from '../store/followVolumes.ts';
import { volumesViewSlice } from '../store/viewSlice.ts';
import { BackupDialog } from './BackupDialog.tsx';
import { CopyDialog } from './CopyDialog.tsx';
import { CreateDialog } from './CreateDialog.tsx';
import { EmptyDialog } from './EmptyDialog.tsx';
import { PruneDialog } from './PruneDialog.tsx';
import { RemoveDialog } from './RemoveDialog.tsx';
import { RestoreDialog } from './RestoreDialog.tsx';
import { ScheduleDialog } from './ScheduleDialog.tsx';

const { selectDialog } = volumesViewSlice.selectors;
type Root = Parameters<typeof selectDialog>[0];

export interface DialogProps {
  readonly context: string;
  readonly cliArgs: CliArgs;
  readonly onClose: () => void;
}

/** The one dialog that is open. */
export function Dialogs({ context, cliArgs }: Omit<DialogProps, 'onClose'>) {
  useReturnFocus();
  useFollowedVolumes();
  const store = useStore<Root>();
  const dialog = useSelector(selectDialog);
  if (!dialog) return null;
  // Only itself: one that has waited for the engine may find another one open.
  const onClose = () => {
    if (selectDialog(store.getState()) === dialog) store.dispatch(volumesViewSlice.actions.dialogClosed());
  };
  const props = { context, cliArgs, onClose };
  switch (dialog.type) {
    case 'create':
      return <CreateDialog {...props} />;
    case 'remove':
      return <RemoveDialog {...props} names={dialog.names} />;
    case 'prune':
      return <PruneDialog {...props} />;
    case 'backup':
      return <BackupDialog {...props} name={dialog.name} />;
    case 'restore':
      return (
        <RestoreDialog
          {...props}
          {...(dialog.name !== undefined && { name: dialog.name })}
          {...(dialog.path !== undefined && { path: dialog.path })}
        />
      );
    case 'clone':
    case 'copy':
    case 'rename':
      return <CopyDialog {...props} kind={dialog.type} name={dialog.name} />;
    case 'empty':
      return <EmptyDialog {...props} name={dialog.name} />;
    case 'schedule':
      return <ScheduleDialog {...props} name={dialog.name} {...(dialog.id !== undefined && { id: dialog.id })} />;
  }
}
