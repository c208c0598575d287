import type { StackFiles } from '../../../contract/model/stack.ts';
import { createOpener } from '../../ui/index.ts';

/** What is to go to another engine, from the one that is open. */
export type Copying =
  | { readonly type: 'image'; readonly reference: string }
  | { readonly type: 'stack'; readonly project: string; readonly files?: StackFiles | undefined };

export const copyOpener = createOpener<Copying>();

/** Asks where to, and says what will happen, before anything is sent. */
export const openCopy = copyOpener.open;
