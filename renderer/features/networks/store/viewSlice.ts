import { createListViewSlice } from '../../../ui/list/viewSlice.ts';
import { networksSlice } from './networksSlice.ts';

export type NetworkDialog =
  | { readonly type: 'create' }
  | { readonly type: 'prune' }
  | { readonly type: 'remove'; readonly ids: readonly string[] }
  /** One of the two is known; the dialog asks for the other. */
  | { readonly type: 'connect'; readonly networkId?: string; readonly containerId?: string }
  | { readonly type: 'disconnect'; readonly networkId: string; readonly containerId: string };

/** What the interface itself knows of the list of networks. */
export const networksViewSlice = createListViewSlice<NetworkDialog, 'networksView'>(
  'networksView',
  networksSlice.actions.switched,
);
