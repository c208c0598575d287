import { expect, test } from 'vitest';
import type { StatsSample } from '../../../contract/model/stats.ts';
import { StatsHistory } from './history.ts';

const sample = (at: number): StatsSample => ({
  at,
  cpuPercent: at / 2,
  memoryBytes: 3,
  memoryLimitBytes: 4,
  networkRxBytes: 5,
  networkTxBytes: 6,
  blockReadBytes: 7,
  blockWriteBytes: 8,
  pids: 9,
});

test('what goes in comes out, oldest first', () => {
  const history = new StatsHistory();
  history.add(sample(1000));
  history.add(sample(2000));
  expect(history.samples(2000)).toEqual([sample(1000), sample(2000)]);
});

test('an hour is kept and no more, however long it goes on', () => {
  const history = new StatsHistory();
  for (let second = 0; second <= 10_000; second++) history.add(sample(second * 1000));
  const kept = history.samples(10_000_000);
  expect(kept).toHaveLength(3601);
  expect(kept[0]?.at).toBe(6_400_000);
  expect(kept.at(-1)).toEqual(sample(10_000_000));
});

test('what nobody followed any more grows old too', () => {
  const history = new StatsHistory();
  history.add(sample(0));
  expect(history.samples(3_600_001)).toEqual([]);
});
