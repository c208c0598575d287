import type { AppError } from '../errors.ts';

/** What a `watch` stream yields: the whole list once, then only what moved. */
export type Change<T> =
  | { readonly type: 'snapshot'; readonly items: readonly T[] }
  | { readonly type: 'patch'; readonly upserted: readonly T[]; readonly removed: readonly string[] };

/**
 * A change of something that lives in an engine. The stream outlives the engine: `unreachable` is said once when the
 * connection is lost (the last list stays valid as a memory), and a new snapshot follows when it is back.
 */
export type LiveChange<T> = Change<T> | { readonly type: 'unreachable'; readonly error: AppError };
