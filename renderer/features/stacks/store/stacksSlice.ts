import type { StackSummary } from '../../../../contract/model/stack.ts';
import { createLiveSlice } from '../../../rpc/liveSlice.ts';

export const stacksSlice = createLiveSlice<StackSummary, 'stacks'>('stacks');
