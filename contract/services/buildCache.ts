import { z } from 'zod';
import { type BuildCacheRecord, type CachePrunePreview, CachePruneFilters } from '../model/buildCache.ts';
import { call } from '../rpc/define.ts';

const context = z.object({ context: z.string().min(1) });
const RecordId = z.string().regex(/^[a-z0-9]+$/);

export const buildCache = {
  list: call(context).returns<readonly BuildCacheRecord[]>(),
  previewPrune: call(context.extend({ filters: CachePruneFilters })).returns<CachePrunePreview>(),
  /** Removes these and nothing else: a job. What was taken into use meanwhile stays, and is named. */
  prune: call(context.extend({ ids: z.array(RecordId).min(1) })).returns<{ jobId: string }>(),
};
