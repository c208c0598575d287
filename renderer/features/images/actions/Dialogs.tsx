import { useSelector, useStore } from 'react-redux';
import type { CliArgs } from '../../../../contract/commands/docker.ts';
import { useReturnFocus } from '../../../ui/index.ts';
import { useFollowedImages } from '../store/followImages.ts';
import { imagesViewSlice } from '../store/viewSlice.ts';
import { LoadDialog } from './LoadDialog.tsx';
import { PruneDialog } from './PruneDialog.tsx';
import { RemoveDialog } from './RemoveDialog.tsx';
import { TagDialog } from './TagDialog.tsx';

const { selectDialog } = imagesViewSlice.selectors;
type Root = Parameters<typeof selectDialog>[0];

export interface DialogsProps {
  readonly context: string;
  readonly cliArgs: CliArgs;
}

/** The one dialog that is open. */
export function Dialogs({ context, cliArgs }: DialogsProps) {
  useReturnFocus();
  useFollowedImages();
  const store = useStore<Root>();
  const dialog = useSelector(selectDialog);
  if (!dialog) return null;
  // Only itself: one that has waited for the engine may find another one open.
  const onClose = () => {
    if (selectDialog(store.getState()) === dialog) store.dispatch(imagesViewSlice.actions.dialogClosed());
  };
  const props = { context, cliArgs, onClose };
  switch (dialog.type) {
    case 'remove':
      return <RemoveDialog {...props} references={dialog.references} />;
    case 'prune':
      return <PruneDialog {...props} />;
    case 'tag':
      return <TagDialog {...props} reference={dialog.reference} />;
    case 'load':
      return <LoadDialog {...props} />;
  }
}
