import type { StatsSample } from '../../../contract/model/stats.ts';
import { GAP_MS } from './sparklinePath.ts';

/** Columns for a chart: seconds first, then one column a line; null where nothing was measured. */
export type ChartData = [number[], ...(number | null)[][]];

type Reading = (sample: StatsSample, before: StatsSample | undefined) => number | null;

/** Samples as columns. Where nobody looked, a row of nulls makes the line stop instead of bridging the gap. */
export function chartData(samples: readonly StatsSample[], readings: readonly Reading[]): ChartData {
  const seconds: number[] = [];
  const columns: (number | null)[][] = readings.map(() => []);
  let before: StatsSample | undefined;
  for (const sample of samples) {
    if (before && sample.at - before.at > GAP_MS) {
      seconds.push((before.at + 1) / 1000);
      for (const column of columns) column.push(null);
      before = undefined;
    }
    seconds.push(sample.at / 1000);
    for (const [index, reading] of readings.entries()) columns[index]?.push(reading(sample, before));
    before = sample;
  }
  return [seconds, ...columns];
}

type Counter = 'networkRxBytes' | 'networkTxBytes' | 'blockReadBytes' | 'blockWriteBytes';

/** Bytes a second between two samples; nothing for the first, and none where the counter began again (a restart). */
export function rateOf(counter: Counter): Reading {
  return (sample, before) => {
    if (!before || sample.at <= before.at) return null;
    const bytes = sample[counter] - before[counter];
    return bytes < 0 ? null : (bytes / (sample.at - before.at)) * 1000;
  };
}

/** One list of both, without what is in both, and without what is older than `spanMs` before the newest. */
export function mergeSamples(
  past: readonly StatsSample[],
  live: readonly StatsSample[],
  spanMs: number,
): readonly StatsSample[] {
  const firstLive = live[0]?.at ?? Number.POSITIVE_INFINITY;
  const merged = [...past.filter(({ at }) => at < firstLive), ...live];
  const oldest = (merged.at(-1)?.at ?? 0) - spanMs;
  return merged.filter(({ at }) => at >= oldest);
}

export interface Summary {
  readonly average: number;
  readonly highest: number;
}

/** Of what was measured; nothing when nothing was. */
export function summaryOf(values: readonly (number | null)[]): Summary | undefined {
  const measured = values.filter((value): value is number => value !== null);
  if (measured.length === 0) return undefined;
  return {
    average: measured.reduce((sum, value) => sum + value, 0) / measured.length,
    highest: measured.reduce((most, value) => Math.max(most, value), 0),
  };
}
