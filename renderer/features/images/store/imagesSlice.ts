import type { ImageSummary } from '../../../../contract/model/image.ts';
import { createLiveSlice } from '../../../rpc/liveSlice.ts';

export const imagesSlice = createLiveSlice<ImageSummary, 'images'>('images');
