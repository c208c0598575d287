import type { NetworkSummary } from '../../../../contract/model/network.ts';
import { createLiveSlice } from '../../../rpc/liveSlice.ts';

export const networksSlice = createLiveSlice<NetworkSummary, 'networks'>('networks');
