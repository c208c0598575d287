import type { Ask } from '../view/asks.ts';
import { ConnectDialog } from './ConnectDialog.tsx';
import { MountDialog } from './MountDialog.tsx';
import { NamedDialog } from './NamedDialog.tsx';
import { PickDialog } from './PickDialog.tsx';
import { PortDialog } from './PortDialog.tsx';
import { RemoveLineDialog, RemoveNodeDialog } from './RemoveDialogs.tsx';
import { ServiceDialog } from './ServiceDialog.tsx';
import type { AskProps } from './types.ts';

/** The dialog of what is asked. */
export function AskDialog({ ask, ...props }: AskProps & { readonly ask: Ask }) {
  switch (ask.type) {
    case 'service':
      return <ServiceDialog {...props} {...ask} />;
    case 'named':
      return <NamedDialog {...props} {...ask} />;
    case 'port':
      return <PortDialog {...props} service={ask.service} />;
    case 'pick':
      return <PickDialog {...props} nodeId={ask.nodeId} kind={ask.kind} />;
    case 'connect':
      return <ConnectDialog {...props} service={ask.service} network={ask.network} />;
    case 'mount':
      return <MountDialog {...props} service={ask.service} volume={ask.volume} />;
    case 'remove':
      return <RemoveNodeDialog {...props} nodeId={ask.nodeId} />;
    case 'removeLine':
      return <RemoveLineDialog {...props} lineId={ask.lineId} />;
  }
}
