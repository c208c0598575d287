import type { OldSyntaxKind } from '../../../../contract/model/stack.ts';
import { createListViewSlice } from '../../../ui/list/viewSlice.ts';
import { stacksSlice } from './stacksSlice.ts';

export type StackDialog =
  | { readonly type: 'folders' }
  | { readonly type: 'forget'; readonly projects: readonly string[] }
  | { readonly type: 'files'; readonly project: string }
  | { readonly type: 'fix'; readonly project: string; readonly file: string; readonly kind: OldSyntaxKind };

/** What the interface itself knows of the list of stacks. */
export const stacksViewSlice = createListViewSlice<StackDialog, 'stacksView'>(
  'stacksView',
  stacksSlice.actions.switched,
);
