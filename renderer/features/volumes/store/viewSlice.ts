import { createListViewSlice } from '../../../ui/list/viewSlice.ts';
import { volumesSlice } from './volumesSlice.ts';

export type VolumeDialog =
  | { readonly type: 'create' }
  /** Without names the dialog asks for one. */
  | { readonly type: 'remove'; readonly names: readonly string[] }
  | { readonly type: 'prune' }
  | { readonly type: 'backup'; readonly name: string }
  /** Without a name: into a new one. */
  | { readonly type: 'restore'; readonly name?: string; readonly path?: string }
  | { readonly type: 'copy' | 'clone' | 'rename' | 'empty'; readonly name: string }
  | { readonly type: 'schedule'; readonly name: string; readonly id?: string };

/** What the interface itself knows of the list of volumes. */
export const volumesViewSlice = createListViewSlice<VolumeDialog, 'volumesView'>(
  'volumesView',
  volumesSlice.actions.switched,
);
