import { expect, test } from 'vitest';
import type { BuildCacheRecord } from '../../../contract/model/buildCache.ts';
import { byAge, byType } from './grouping.ts';
import { readSize } from './readSize.ts';

const HOUR = 3_600_000;
const NOW = 1_000 * 24 * HOUR;
const record = (type: string, sizeBytes: number, hoursAgo: number): BuildCacheRecord => ({
  id: `${type}${hoursAgo}`,
  type,
  description: '',
  sizeBytes,
  createdAt: NOW - 900 * 24 * HOUR,
  lastUsedAt: NOW - hoursAgo * HOUR,
  usageCount: 1,
  isInUse: false,
  isShared: false,
  parents: [],
});

test('records are added up by what they are, the largest first', () => {
  expect(byType([record('regular', 1, 0), record('exec.cachemount', 9, 0), record('regular', 2, 5)])).toEqual([
    { id: 'exec.cachemount', label: 'Cache mounts', count: 1, sizeBytes: 9 },
    { id: 'regular', label: 'Layers of steps', count: 2, sizeBytes: 3 },
  ]);
});

test('records are added up by when they were used last, each once', () => {
  const records = [
    record('a', 1, 0.5),
    record('a', 2, 5),
    record('a', 4, 30),
    record('a', 8, 24 * 20),
    record('a', 16, 24 * 40),
  ];
  expect(byAge(records, NOW).map(({ label, sizeBytes }) => [label, sizeBytes])).toEqual([
    ['Used in the last hour', 1],
    ['Used today', 2],
    ['Used in the last week', 4],
    ['Used in the last 30 days', 8],
    ['Older', 16],
  ]);
  const { lastUsedAt: _never, ...unused } = record('a', 1, 0);
  expect(byAge([unused], NOW)[0]?.label).toBe('Older');
});

test('a size is read as the CLI reads it', () => {
  expect([readSize('512MB'), readSize('2 gb'), readSize('1.5GiB'), readSize('0'), readSize('100')]).toEqual([
    512e6,
    2e9,
    1.5 * 1024 ** 3,
    0,
    100,
  ]);
  expect([readSize('much'), readSize('-1GB'), readSize('')]).toEqual([undefined, undefined, undefined]);
});
