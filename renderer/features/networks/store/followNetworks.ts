import { client } from '../../../rpc/index.ts';
import { createFollowedList } from '../../contexts/index.ts';
import { networksSlice } from './networksSlice.ts';
import { networksViewSlice } from './viewSlice.ts';

export const useFollowedNetworks = createFollowedList({
  selectListContext: networksSlice.selectors.selectListContext,
  actions: networksSlice.actions,
  watch: (context, signal) => client.networks.watch({ context }, { signal }),
  left: networksViewSlice.actions.dialogClosed,
});
