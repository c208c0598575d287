import { describe, expect, it } from 'vitest';
import type { StatsSample } from '../../../contract/model/stats.ts';
import { chartData, mergeSamples, rateOf, summaryOf } from './series.ts';

const sample = (at: number, networkRxBytes = 0): StatsSample => ({
  at,
  cpuPercent: at / 1000,
  memoryBytes: 1,
  memoryLimitBytes: 2,
  networkRxBytes,
  networkTxBytes: 0,
  blockReadBytes: 0,
  blockWriteBytes: 0,
  pids: 1,
});
const cpu = ({ cpuPercent }: StatsSample) => cpuPercent;

describe('the columns of a chart', () => {
  it('are the samples, with a hole where nobody looked', () => {
    expect(chartData([sample(1000), sample(2000), sample(9000)], [cpu])).toEqual([
      [1, 2, 2.001, 9],
      [1, 2, null, 9],
    ]);
  });

  it('are empty without samples', () => {
    expect(chartData([], [cpu, cpu])).toEqual([[], [], []]);
  });

  it('give bytes a second, and none across a gap or a restart', () => {
    const samples = [sample(1000, 100), sample(2000, 300), sample(4000, 500), sample(5000, 10), sample(20_000, 900)];
    expect(chartData(samples, [rateOf('networkRxBytes')])[1]).toEqual([null, 200, 100, null, null, null]);
  });
});

describe('past and present', () => {
  it('are one list without doubles', () => {
    const merged = mergeSamples([sample(1000), sample(2000), sample(3000)], [sample(3000), sample(4000)], 60_000);
    expect(merged.map(({ at }) => at)).toEqual([1000, 2000, 3000, 4000]);
  });

  it('go back as far as the span', () => {
    expect(mergeSamples([sample(1000), sample(50_000)], [sample(62_000)], 60_000).map(({ at }) => at)).toEqual([
      50_000, 62_000,
    ]);
    expect(mergeSamples([sample(1000)], [], 60_000)).toHaveLength(1);
    expect(mergeSamples([], [], 60_000)).toEqual([]);
  });

  it('are summed up without the holes', () => {
    expect(summaryOf([1, null, 3])).toEqual({ average: 2, highest: 3 });
    expect(summaryOf([null])).toBeUndefined();
  });
});
