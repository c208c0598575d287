import type { BuildHistoryLimits } from '../../../contract/model/settings.ts';
import type { KeptBuild } from './history.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Ids of the builds that are to go: too old, or beyond the number or the size that is kept. One that runs never goes. */
export function surplusOf(builds: readonly KeptBuild[], limits: BuildHistoryLimits, now: number): readonly string[] {
  const newest = builds
    .filter(({ summary }) => summary.state !== 'running')
    .toSorted((a, b) => b.summary.startedAt - a.summary.startedAt);
  let sizeBytes = 0;
  return newest.flatMap(({ summary, sizeBytes: own }, index) => {
    sizeBytes += own;
    const isSurplus =
      index >= limits.count ||
      now - summary.startedAt > limits.days * DAY_MS ||
      // The last build stays however large its log is.
      (index > 0 && sizeBytes > limits.megabytes * 1e6);
    return isSurplus ? [summary.id] : [];
  });
}
