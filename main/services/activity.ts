import { randomUUID } from 'node:crypto';
import { isCancelled, toAppError } from '../../contract/errors.ts';
import type { ServiceOf } from '../../contract/index.ts';
import type { Activity } from '../../contract/model/event.ts';
import type { Live } from '../live/createLive.ts';
import { Feed } from '../live/feed.ts';

const MAX_KEPT = 2000;
const UPDATE_INTERVAL_MS = 50;

/** What the app does, written down as it does it. */
export interface ActivityRecorder {
  /** Runs the action, and says in the record how long it took and how it ended. */
  record<T>(entry: Pick<Activity, 'context' | 'title' | 'command'>, run: () => Promise<T>): Promise<T>;
}

export interface ActivityLog extends ActivityRecorder {
  readonly feed: Feed<Activity>;
}

export function createActivityLog(now: () => number = Date.now): ActivityLog {
  const feed = new Feed<Activity>({ minIntervalMs: UPDATE_INTERVAL_MS });

  function removeOldest() {
    if (feed.size <= MAX_KEPT) return;
    for (const { id, state } of feed.values()) {
      if (state !== 'running') return feed.patch([], [id]);
    }
  }

  return {
    feed,
    async record(entry, run) {
      const begun: Activity = { ...entry, id: randomUUID(), at: now(), state: 'running' };
      const end = (how: Partial<Activity>) => feed.patch([{ ...begun, ...how, durationMs: now() - begun.at }], []);
      feed.patch([begun], []);
      removeOldest();
      try {
        const value = await run();
        end({ state: 'done' });
        return value;
      } catch (thrown) {
        end(isCancelled(thrown) ? { state: 'cancelled' } : { state: 'failed', error: toAppError(thrown) });
        throw thrown;
      }
    },
  };
}

/** Events hold their context connected while somebody reads them. */
export function createActivityService(
  log: ActivityLog,
  events: Live['events'],
  hold: (context: string) => () => void,
): ServiceOf<'activity'> {
  return {
    async *events({ context }, signal) {
      const release = hold(context);
      try {
        yield* events(context, signal);
      } finally {
        release();
      }
    },
    watch: (_input, signal) => log.feed.watch(signal),
  };
}
