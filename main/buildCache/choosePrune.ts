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
  filters: CachePruneFilters & { readonly ids?: ReadonlySet<string> },
  now: number,
): CachePrunePreview {
  const byId = new Map(records.map((record) => [record.id, record]));
  const wanted = new Set(records.filter((record) => isMeant(record, filters, now)).map(({ id }) => id));
  const holders = countHolders(records);
  const going: BuildCacheRecord[] = [];
  let leftBytes = sum(records);
  const isEnough = () => filters.keepBytes !== undefined && leftBytes <= filters.keepBytes;
  const canGo = ({ id, isInUse }: BuildCacheRecord) => wanted.has(id) && !isInUse && !holders.get(id);

  // The least recently used first, as far as what is built on it lets it.
  const ready = records.filter(canGo).toSorted(byUse);
  while (ready.length > 0 && !isEnough()) {
    const next = ready.shift() as BuildCacheRecord;
    going.push(next);
    leftBytes -= next.sizeBytes;
    for (const id of next.parents) {
      holders.set(id, (holders.get(id) ?? 1) - 1);
      const parent = byId.get(id);
      if (parent && canGo(parent)) insert(ready, parent);
    }
  }
  const gone = new Set(going);
  const kept = records.flatMap((record): { id: string; reason: KeptReason }[] => {
    const { id, isInUse } = record;
    if (!wanted.has(id) || gone.has(record)) return [];
    if (isInUse) return [{ id, reason: 'in-use' }];
    return holders.get(id) && !isEnough() ? [{ id, reason: 'needed-by-kept' }] : [];
  });
  return {
    going,
    kept,
    goingBytes: sum(going),
    freedBytes: sum(going.filter(({ isShared }) => !isShared)),
    leftBytes,
  };
}

function isMeant(
  record: BuildCacheRecord,
  { unusedForMs, types, all, ids }: CachePruneFilters & { readonly ids?: ReadonlySet<string> },
  now: number,
): boolean {
  if (ids && !ids.has(record.id)) return false;
  if (!all && (record.isShared || INTERNAL.has(record.type))) return false;
  if (types && !types.includes(record.type)) return false;
  return unusedForMs === undefined || now - usedAt(record) >= unusedForMs;
}

/** How many records are built on each. */
function countHolders(records: readonly BuildCacheRecord[]): Map<string, number> {
  const holders = new Map<string, number>();
  for (const id of records.flatMap(({ parents }) => parents)) holders.set(id, (holders.get(id) ?? 0) + 1);
  return holders;
}

const byUse = (a: BuildCacheRecord, b: BuildCacheRecord) => usedAt(a) - usedAt(b);

function insert(ready: BuildCacheRecord[], record: BuildCacheRecord): void {
  const at = ready.findIndex((other) => byUse(other, record) > 0);
  ready.splice(at < 0 ? ready.length : at, 0, record);
}

const sum = (records: readonly BuildCacheRecord[]) => records.reduce((total, { sizeBytes }) => total + sizeBytes, 0);
