import { expect, test } from 'vitest';
import type { BuildState, BuildSummary } from '../../../contract/model/build.ts';
import type { KeptBuild } from './history.ts';
import { surplusOf } from './retention.ts';

const DAY = 24 * 3600 * 1000;
const NOW = 100 * DAY;
const kept = (id: string, daysAgo: number, megabytes = 1, state: BuildState = 'done'): KeptBuild => ({
  summary: { id, startedAt: NOW - daysAgo * DAY, state } as BuildSummary,
  sizeBytes: megabytes * 1e6,
});
const all = { count: 100, days: 90, megabytes: 1000 };
const surplus = (builds: readonly KeptBuild[], limits: Partial<typeof all>) =>
  [...surplusOf(builds, { ...all, ...limits }, NOW)].sort();

test('the oldest go beyond the number that is kept', () =>
  expect(surplus([kept('a', 3), kept('b', 1), kept('c', 2)], { count: 2 })).toEqual(['a']));
test('those that are too old go', () => expect(surplus([kept('a', 91), kept('b', 89)], {})).toEqual(['a']));
test('the oldest go until the rest is small enough; the last one stays however large it is', () => {
  expect(surplus([kept('a', 3, 5), kept('b', 2, 5), kept('c', 1, 5)], { megabytes: 11 })).toEqual(['a']);
  expect(surplus([kept('a', 1, 500)], { megabytes: 10 })).toEqual([]);
});
test('one that runs never goes', () => expect(surplus([kept('a', 99, 1, 'running')], { count: 1 })).toEqual([]));
