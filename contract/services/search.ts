import { z } from 'zod';
import type { HubHit, RegistryHits } from '../model/search.ts';
import { call } from '../rpc/define.ts';

const text = z.string().trim().min(1);

export const search = {
  /** Docker Hub as the engine searches it, the most stars first. */
  hub: call(
    z.object({ context: z.string().min(1), text, limit: z.number().int().min(1).max(100).default(50) }),
  ).returns<readonly HubHit[]>(),
  /** The registries whose catalog can be searched: those that one is signed in to or has added, but for Docker Hub. */
  registries: call(z.object({})).returns<readonly string[]>(),
  /** Repositories of a registry whose name has the text in it. Rejects with `unsupported` where it tells none. */
  registry: call(z.object({ registry: z.string().min(1), text })).returns<RegistryHits>(),
};
