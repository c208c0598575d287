import { useSelector, useStore } from 'react-redux';
import { deferred, useReturnFocus } from '../../../ui/index.ts';
import { stacksViewSlice } from '../store/viewSlice.ts';
import { FilesDialog } from './FilesDialog.tsx';
import { FoldersDialog } from './FoldersDialog.tsx';
import { ForgetDialog } from './ForgetDialog.tsx';

/** It brings what reads and edits YAML. */
const FixDialog = deferred(async () => (await import('./FixDialog.tsx')).FixDialog);

const { selectDialog } = stacksViewSlice.selectors;
type Root = Parameters<typeof selectDialog>[0];

export interface DialogProps {
  readonly context: string;
  readonly onClose: () => void;
}

/** The one dialog that is open. */
export function Dialogs({ context }: Omit<DialogProps, 'onClose'>) {
  useReturnFocus();
  const store = useStore<Root>();
  const dialog = useSelector(selectDialog);
  if (!dialog) return null;
  // Only itself: one that has waited may find another one open.
  const onClose = () => {
    if (selectDialog(store.getState()) === dialog) store.dispatch(stacksViewSlice.actions.dialogClosed());
  };
  const props = { context, onClose };
  switch (dialog.type) {
    case 'fix':
      return <FixDialog {...props} project={dialog.project} file={dialog.file} kind={dialog.kind} />;
    case 'folders':
      return <FoldersDialog {...props} />;
    case 'forget':
      return <ForgetDialog {...props} projects={dialog.projects} />;
    case 'files':
      return <FilesDialog {...props} project={dialog.project} />;
  }
}
