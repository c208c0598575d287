import { z } from 'zod';
import { ContainerId, ContainerRef } from '../model/container.ts';
import type { StatsSample, StatsTick } from '../model/stats.ts';
import { call, stream } from '../rpc/define.ts';

export const stats = {
  /** One message a second for all the ids together. Containers that do not run are left out. */
  follow: stream(z.object({ context: z.string().min(1), ids: z.array(ContainerId).max(500) })).of<StatsTick>(),
  /** What was followed in the last hour, oldest first; gaps are where nobody looked. */
  history: call(ContainerRef).returns<readonly StatsSample[]>(),
};
