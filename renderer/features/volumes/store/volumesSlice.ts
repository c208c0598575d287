import type { VolumeSummary } from '../../../../contract/model/volume.ts';
import { createLiveSlice } from '../../../rpc/liveSlice.ts';

export const volumesSlice = createLiveSlice<VolumeSummary, 'volumes'>('volumes');
