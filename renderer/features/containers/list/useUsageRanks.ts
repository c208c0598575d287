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

/** Follows all that run on one engine, but only while the list is sorted by what they use and the page is seen. */
export function useUsageRanks(
  context: string | undefined,
  containers: readonly ContainerSummary[],
  isWanted: boolean,
): UsageRanks | undefined {
  return useUsageRanksOf(context === undefined ? [] : [{ context, containers }], isWanted);
}

interface OnEngine {
  readonly context: string;
  readonly containers: readonly ContainerSummary[];
}

/** The same for several engines: ids are unique all over the world. */
export function useUsageRanksOf(engines: readonly OnEngine[], isWanted: boolean): UsageRanks | undefined {
  const [ticks, setTicks] = useState<Readonly<Record<string, StatsTick>>>({});
  const wanted = isWanted
    ? JSON.stringify(
        engines
          .map(({ context, containers }) => ({ context, ids: runningIds(containers) }))
          .filter(({ ids }) => ids.length > 0),
      )
    : '[]';

  useEffect(() => {
    const each = JSON.parse(wanted) as readonly { readonly context: string; readonly ids: string[] }[];
    if (each.length === 0) return;
    const stops: (() => void)[] = [];
    const look = () => {
      for (const stop of stops.splice(0)) stop();
      if (document.hidden) return;
      for (const { context, ids } of each) {
        let shownAt = 0;
        const stop = follow({
          open: (signal) => client.stats.follow({ context, ids }, { signal }),
          onItem: (next: StatsTick) => {
            if (next.at - shownAt < EVERY_MS) return;
            shownAt = next.at;
            setTicks((before) => ({ ...before, [context]: next }));
          },
          onError: () => setTicks(({ [context]: _lost, ...rest }) => rest),
        });
        stops.push(stop);
      }
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      for (const stop of stops) stop();
    };
  }, [wanted]);

  const ranks = useMemo(() => ranksOf(Object.values(ticks)), [ticks]);
  return isWanted && Object.keys(ticks).length > 0 ? ranks : undefined;
}

const runningIds = (containers: readonly ContainerSummary[]): readonly string[] =>
  containers
    .filter(({ state }) => state === 'running')
    .slice(0, MAX_IDS)
    .map(({ id }) => id);

function ranksOf(ticks: readonly StatsTick[]): UsageRanks {
  const find = (id: string) => ticks.find(({ samples }) => samples[id])?.samples[id];
  return {
    cpu: (id) => find(id)?.cpuPercent,
    memory: (id) => find(id)?.memoryBytes,
  };
}
