import { z } from 'zod';

/** One record of BuildKit's cache: a step's layer, a copy of a context, a cache mount. */
export interface BuildCacheRecord {
  readonly id: string;
  /** `regular`, `source.local`, `exec.cachemount`, `source.git.checkout`, `frontend`, `internal`. */
  readonly type: string;
  readonly description: string;
  readonly sizeBytes: number;
  readonly createdAt: number;
  /** Absent where it was never used again. */
  readonly lastUsedAt?: number;
  readonly usageCount: number;
  /** A build uses it right now. */
  readonly isInUse: boolean;
  /** Images hold the same layer: removing the record frees nothing while they do. */
  readonly isShared: boolean;
  readonly parents: readonly string[];
}

export const CachePruneFilters = z.object({
  /** Not used for this long. */
  unusedForMs: z.number().int().min(0).optional(),
  /** Only of these types; all when absent. */
  types: z.array(z.string().min(1)).optional(),
  /** Also what images share, and the engine's internal and frontend records: `--all` of the CLI. */
  all: z.boolean().default(false),
  /** The least recently used go until no more than this is left. */
  keepBytes: z.number().int().min(0).optional(),
});
export type CachePruneFilters = z.infer<typeof CachePruneFilters>;

/** Why a record that the filters meant stays all the same. */
export type KeptReason = 'in-use' | 'needed-by-kept';

export interface CachePrunePreview {
  /** Exactly what goes, children before their parents. */
  readonly going: readonly BuildCacheRecord[];
  readonly kept: readonly { readonly id: string; readonly reason: KeptReason }[];
  readonly goingBytes: number;
  /** Less than `goingBytes` where images hold some of it. */
  readonly freedBytes: number;
  readonly leftBytes: number;
}
