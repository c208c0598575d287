import type { BuildCacheRecord } from '../../../contract/model/buildCache.ts';
import { t } from './texts/index.ts';

export interface CacheGroup {
  readonly id: string;
  readonly label: string;
  readonly count: number;
  readonly sizeBytes: number;
}

/** What BuildKit calls them, in words. */
const TYPES: Readonly<Record<string, string>> = {
  get regular() {
    return t('Layers of steps');
  },
  get 'source.local'() {
    return t('Copies of contexts');
  },
  get 'exec.cachemount'() {
    return t('Cache mounts');
  },
  get 'source.git.checkout'() {
    return t('Git repositories');
  },
  get 'source.http'() {
    return t('Downloads');
  },
  get frontend() {
    return t('Frontends');
  },
  get internal() {
    return t('Internal');
  },
};

export const typeLabel = (type: string): string => TYPES[type] ?? type;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const AGES: readonly (readonly [label: () => string, limitMs: number])[] = [
  [() => t('Used in the last hour'), HOUR],
  [() => t('Used today'), DAY],
  [() => t('Used in the last week'), 7 * DAY],
  [() => t('Used in the last 30 days'), 30 * DAY],
  [() => t('Older'), Infinity],
];

export const usedAt = ({ lastUsedAt, createdAt }: BuildCacheRecord): number => lastUsedAt ?? createdAt;

const group = (id: string, label: string, records: readonly BuildCacheRecord[]): CacheGroup => ({
  id,
  label,
  count: records.length,
  sizeBytes: sizeOf(records),
});

export const sizeOf = (records: readonly BuildCacheRecord[]): number =>
  records.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);

/** The largest first. */
export const byType = (records: readonly BuildCacheRecord[]): CacheGroup[] =>
  [...new Set(records.map(({ type }) => type))]
    .map((type) =>
      group(
        type,
        typeLabel(type),
        records.filter((record) => record.type === type),
      ),
    )
    .toSorted((a, b) => b.sizeBytes - a.sizeBytes || a.label.localeCompare(b.label));

/** By when they were used last; each record is in one group only. */
export function byAge(records: readonly BuildCacheRecord[], now: number): CacheGroup[] {
  const index = (record: BuildCacheRecord) => AGES.findIndex(([, limit]) => now - usedAt(record) < limit);
  return AGES.map(([label], at) =>
    group(
      `age-${at}`,
      label(),
      records.filter((record) => index(record) === at),
    ),
  ).filter(({ count }) => count > 0);
}
