import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { StatsSample } from '../../../contract/model/stats.ts';
import { client, follow } from '../../rpc/index.ts';
import { type LiveStats, StatsFollower } from './follower.ts';
import { createRecorder } from './recorder.ts';

const followers = new Map<string, StatsFollower>();

function followerOf(context: string): StatsFollower {
  let follower = followers.get(context);
  if (!follower) {
    follower = new StatsFollower((ids, onItem, onError) =>
      follow({ open: (signal) => client.stats.follow({ context, ids: [...ids] }, { signal }), onItem, onError }),
    );
    followers.set(context, follower);
  }
  return follower;
}

/** Follows a container as long as the component lives; renders once a second, with the others, while it runs. */
export function useStats(context: string, id: string): LiveStats {
  const follower = followerOf(context);
  const subscribe = useCallback((listener: () => void) => follower.watch(id, listener), [follower, id]);
  return useSyncExternalStore(subscribe, () => follower.statsOf(id));
}

/** The last hour of a container, up to now. */
export function useStatsHistory(context: string, id: string): readonly StatsSample[] {
  const recorder = useMemo(
    () => createRecorder(followerOf(context), id, (signal) => client.stats.history({ context, id }, { signal })),
    [context, id],
  );
  return useSyncExternalStore(recorder.subscribe, recorder.samples);
}
