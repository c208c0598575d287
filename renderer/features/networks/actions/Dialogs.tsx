import { useSelector, useStore } from 'react-redux';
import type { CliArgs } from '../../../../contract/commands/docker.ts';
import { useReturnFocus } from '../../../ui/index.ts';
import { useFollowedNetworks } from '../store/followNetworks.ts';
import { networksViewSlice } from '../store/viewSlice.ts';
import { ConnectDialog } from './ConnectDialog.tsx';
import { CreateDialog } from './CreateDialog.tsx';
import { DisconnectDialog } from './DisconnectDialog.tsx';
import { PruneDialog } from './PruneDialog.tsx';
import { RemoveDialog } from './RemoveDialog.tsx';

const { selectDialog } = networksViewSlice.selectors;
type Root = Parameters<typeof selectDialog>[0];

export interface DialogProps {
  readonly context: string;
  readonly cliArgs: CliArgs;
  readonly onClose: () => void;
}

/** The one dialog that is open. */
export function Dialogs({ context, cliArgs }: Omit<DialogProps, 'onClose'>) {
  useReturnFocus();
  useFollowedNetworks();
  const store = useStore<Root>();
  const dialog = useSelector(selectDialog);
  if (!dialog) return null;
  // Only itself: one that has waited for the engine may find another one open.
  const onClose = () => {
    if (selectDialog(store.getState()) === dialog) store.dispatch(networksViewSlice.actions.dialogClosed());
  };
  const props = { context, cliArgs, onClose };
  switch (dialog.type) {
    case 'create':
      return <CreateDialog {...props} />;
    case 'connect':
      return <ConnectDialog {...props} networkId={dialog.networkId} containerId={dialog.containerId} />;
    case 'disconnect':
      return <DisconnectDialog {...props} networkId={dialog.networkId} containerId={dialog.containerId} />;
    case 'remove':
      return <RemoveDialog {...props} ids={dialog.ids} />;
    case 'prune':
      return <PruneDialog {...props} />;
  }
}
