import { useEffect, useMemo, useState } from 'react';
import type { ContainerSummary } from '../../../../contract/model/container.ts';
import type { StatsTick } from '../../../../contract/model/stats.ts';
import { client, follow } from '../../../rpc/index.ts';

/** What each container used at the last look, for sorting. */
export interface UsageRanks {
  readonly cpu: (id: string) => number | undefined;
  readonly memory: (id: string) => number | undefined;
}

/** Rows that change places each second cannot be read. */
const EVERY_MS = 3000;
const MAX_IDS = 500;

/** Follows all that run, but only while the list is sorted by what they use and the page is seen. */
export function useUsageRanks(
  context: string | undefined,
  containers: readonly ContainerSummary[],
  isWanted: boolean,
): UsageRanks | undefined {
  const [tick, setTick] = useState<StatsTick>();
  const ids = isWanted
    ? containers
        .filter(({ state }) => state === 'running')
        .slice(0, MAX_IDS)
        .map(({ id }) => id)
        .join(' ')
    : '';

  useEffect(() => {
    if (context === undefined || ids === '') return;
    let shownAt = 0;
    let stop: (() => void) | undefined;
    const look = () => {
      stop?.();
      stop = document.hidden
        ? undefined
        : follow({
            open: (signal) => client.stats.follow({ context, ids: ids.split(' ') }, { signal }),
            onItem: (next: StatsTick) => {
              if (next.at - shownAt < EVERY_MS) return;
              shownAt = next.at;
              setTick(next);
            },
            onError: () => setTick(undefined),
          });
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      stop?.();
    };
  }, [context, ids]);

  const ranks = useMemo(() => tick && ranksOf(tick), [tick]);
  return isWanted ? ranks : undefined;
}

const ranksOf = ({ samples }: StatsTick): UsageRanks => ({
  cpu: (id) => samples[id]?.cpuPercent,
  memory: (id) => samples[id]?.memoryBytes,
});
