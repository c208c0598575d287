import { client } from '../../../rpc/index.ts';
import { createFollowedList } from '../../contexts/index.ts';
import { stacksSlice } from './stacksSlice.ts';
import { stacksViewSlice } from './viewSlice.ts';

export const useFollowedStacks = createFollowedList({
  selectListContext: stacksSlice.selectors.selectListContext,
  actions: stacksSlice.actions,
  watch: (context, signal) => client.stacks.watch({ context }, { signal }),
  left: stacksViewSlice.actions.dialogClosed,
});
