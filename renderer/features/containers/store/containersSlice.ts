import type { ContainerSummary } from '../../../../contract/model/container.ts';
import { createLiveSlice } from '../../../rpc/liveSlice.ts';

export const containersSlice = createLiveSlice<ContainerSummary, 'containers'>('containers');
