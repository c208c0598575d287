import type { BuildCacheRecord, CachePrunePreview, KeptReason } from '../../../contract/model/buildCache.ts';
import { sizeOf } from './grouping.ts';

/** What goes of records that a person has picked: those that nothing else is built on and no build uses. */
export function chosenPreview(records: readonly BuildCacheRecord[], ids: readonly string[]): CachePrunePreview {
  const staying = new Map<string, KeptReason>();
  const chosen = new Set(ids);
  for (const { id, isInUse } of records) if (chosen.has(id) && isInUse) staying.set(id, 'in-use');
  for (let isSettled = false; !isSettled;) {
    const before = staying.size;
    for (const { id, parents } of records) {
      if (chosen.has(id) && !staying.has(id)) continue;
      for (const parent of parents) {
        if (chosen.has(parent) && !staying.has(parent)) staying.set(parent, 'needed-by-kept');
      }
    }
    isSettled = staying.size === before;
  }
  const going = records.filter(({ id }) => chosen.has(id) && !staying.has(id));
  return {
    going,
    kept: [...staying].map(([id, reason]) => ({ id, reason })),
    goingBytes: sizeOf(going),
    freedBytes: sizeOf(going.filter(({ isShared }) => !isShared)),
    leftBytes: sizeOf(records) - sizeOf(going),
  };
}
