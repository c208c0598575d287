import type { ServiceOf } from '../../contract/index.ts';
import type { StatsSample, StatsTick } from '../../contract/model/stats.ts';
import type { GetConnection } from '../docker/connection.ts';
import { Wake } from '../docker/wake.ts';
import { StatsFeed } from './stats/feed.ts';

/** The engine measures all containers in one go; their answers arrive within this time of one another. */
const GATHER_MS = 150;
/** Histories of containers that nobody follows are let go of, oldest first: an hour of one weighs 260 KB. */
const MAX_FEEDS = 200;

export interface StatsService extends ServiceOf<'stats'> {
  close(): void;
}

export function createStatsService({ getConnection }: { readonly getConnection: GetConnection }): StatsService {
  const feeds = new Map<string, StatsFeed>();

  function feedOf(context: string, id: string): StatsFeed {
    const key = `${context} ${id}`;
    const feed = feeds.get(key) ?? new StatsFeed();
    feeds.delete(key);
    feeds.set(key, feed); // the most recently used is last
    for (const [old, { isFollowed }] of feeds) {
      if (feeds.size <= MAX_FEEDS) break;
      if (!isFollowed) feeds.delete(old);
    }
    return feed;
  }

  return {
    async *follow({ context, ids }, signal) {
      const connection = await getConnection(context, signal);
      const wake = new Wake();
      let samples: Record<string, StatsSample> = {};
      const stops = ids.map((id) =>
        feedOf(context, id).follow(connection, id, (sample) => {
          samples[id] = sample;
          wake.wake();
        }),
      );
      signal.addEventListener('abort', wake.wake, { once: true });
      connection.signal.addEventListener('abort', wake.wake, { once: true });
      try {
        for (;;) {
          await wake.wait();
          if (signal.aborted) return;
          if (connection.signal.aborted) throw connection.signal.reason;
          await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
          const tick: StatsTick = { at: Date.now(), samples };
          samples = {};
          if (Object.keys(tick.samples).length > 0) yield tick;
        }
      } finally {
        signal.removeEventListener('abort', wake.wake);
        connection.signal.removeEventListener('abort', wake.wake);
        for (const stop of stops) stop();
      }
    },
    async history({ context, id }) {
      return feeds.get(`${context} ${id}`)?.history.samples(Date.now()) ?? [];
    },
    close() {
      for (const feed of feeds.values()) feed.close();
    },
  };
}
