import { client } from '../../../rpc/index.ts';
import { createFollowedList } from '../../contexts/index.ts';
import { imagesSlice } from './imagesSlice.ts';
import { imagesViewSlice } from './viewSlice.ts';

export const useFollowedImages = createFollowedList({
  selectListContext: imagesSlice.selectors.selectListContext,
  actions: imagesSlice.actions,
  watch: (context, signal) => client.images.watch({ context }, { signal }),
  left: imagesViewSlice.actions.dialogClosed,
});
