import type {
  BuildCacheRecord,
  CachePruneFilters,
  CachePrunePreview,
  KeptReason,
} from '../../contract/model/buildCache.ts';

/** Without `all` the CLI leaves these alone. */
const INTERNAL = new Set(['internal', 'frontend']);

const usedAt = ({ lastUsedAt, createdAt }: BuildCacheRecord) => lastUsedAt ?? createdAt;

/**
 * What a prune with these filters takes: exactly, since a record that another one is built on cannot go while that
 * stays, and one that a build uses cannot go at all. Children come before their parents.
 */
export function choosePrune(
  records: readonly BuildCacheRecord[],
  filters: CachePruneFilters,
  now: number,
): CachePrunePreview {
  const wanted = new Set(records.filter((record) => isMeant(record, filters, now)).map(({ id }) => id));
  const children = childrenOf(records);
  const kept = new Map<string, KeptReason>();
  const going: BuildCacheRecord[] = [];
  const gone = new Set<string>();
  const totalBytes = sum(records);
  let leftBytes = totalBytes;

  for (const { id, isInUse } of records) if (wanted.has(id) && isInUse) kept.set(id, 'in-use');
  const canGo = ({ id }: BuildCacheRecord) =>
    wanted.has(id) && !kept.has(id) && !gone.has(id) && (children.get(id) ?? []).every((child) => gone.has(child));
  // The least recently used first, as far as what is built on it lets it.
  const queue = records.toSorted((a, b) => usedAt(a) - usedAt(b));
  for (;;) {
    if (filters.keepBytes !== undefined && leftBytes <= filters.keepBytes) break;
    const next = queue.find(canGo);
    if (!next) break;
    gone.add(next.id);
    going.push(next);
    leftBytes -= next.sizeBytes;
  }
  const isLimited = filters.keepBytes !== undefined && leftBytes <= filters.keepBytes;
  for (const { id } of records) {
    if (!isLimited && wanted.has(id) && !gone.has(id) && !kept.has(id)) kept.set(id, 'needed-by-kept');
  }
  return {
    going,
    kept: [...kept].map(([id, reason]) => ({ id, reason })),
    goingBytes: sum(going),
    freedBytes: sum(going.filter(({ isShared }) => !isShared)),
    leftBytes,
  };
}

function isMeant(record: BuildCacheRecord, { unusedForMs, types, all }: CachePruneFilters, now: number): boolean {
  if (!all && (record.isShared || INTERNAL.has(record.type))) return false;
  if (types && !types.includes(record.type)) return false;
  return unusedForMs === undefined || now - usedAt(record) >= unusedForMs;
}

function childrenOf(records: readonly BuildCacheRecord[]): ReadonlyMap<string, readonly string[]> {
  const children = new Map<string, string[]>();
  for (const { id, parents } of records) {
    for (const parent of parents) children.set(parent, [...(children.get(parent) ?? []), id]);
  }
  return children;
}

const sum = (records: readonly BuildCacheRecord[]) => records.reduce((total, { sizeBytes }) => total + sizeBytes, 0);
