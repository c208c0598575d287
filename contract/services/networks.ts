import { z } from 'zod';
import type { NetworkSummary } from '../model/network.ts';
import { call } from '../rpc/define.ts';

export const networks = {
  list: call(z.object({ context: z.string().min(1) })).returns<readonly NetworkSummary[]>(),
};
