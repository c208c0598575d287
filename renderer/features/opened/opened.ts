import type { DeepLink } from '../../../contract/model/shell.ts';
import { createOpener } from '../../ui/index.ts';

/** What was opened from outside and is asked about before anything is done. */
export type Opened =
  | { readonly type: 'link'; readonly link: DeepLink }
  | { readonly type: 'image'; readonly name: string; readonly sizeBytes: number; readonly from: string | File };

export const openedOpener = createOpener<Opened>();
