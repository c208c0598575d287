import { z } from 'zod';
import type { HubHit } from '../model/search.ts';
import { call } from '../rpc/define.ts';

export const search = {
  /** Docker Hub as the engine searches it, the most stars first. */
  hub: call(
    z.object({
      context: z.string().min(1),
      text: z.string().trim().min(1),
      limit: z.number().int().min(1).max(100).default(50),
    }),
  ).returns<readonly HubHit[]>(),
};
