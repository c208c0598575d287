import { createListViewSlice } from '../../../ui/list/viewSlice.ts';
import { imagesSlice } from './imagesSlice.ts';

export type ImageDialog =
  /** By name, or by id where there is none. Without names the dialog asks for one. */
  | { readonly type: 'remove'; readonly references: readonly string[] }
  | { readonly type: 'tag'; readonly reference: string }
  | { readonly type: 'prune' }
  | { readonly type: 'load' };

/** What the interface itself knows of the list of images. */
export const imagesViewSlice = createListViewSlice<ImageDialog, 'imagesView'>(
  'imagesView',
  imagesSlice.actions.switched,
);
