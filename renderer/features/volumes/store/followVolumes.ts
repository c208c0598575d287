import { client } from '../../../rpc/index.ts';
import { createFollowedList } from '../../contexts/index.ts';
import { volumesSlice } from './volumesSlice.ts';
import { volumesViewSlice } from './viewSlice.ts';

export const useFollowedVolumes = createFollowedList({
  selectListContext: volumesSlice.selectors.selectListContext,
  actions: volumesSlice.actions,
  watch: (context, signal) => client.volumes.watch({ context }, { signal }),
  left: volumesViewSlice.actions.dialogClosed,
});
