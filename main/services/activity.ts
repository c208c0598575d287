import { randomUUID } from 'node:crypto';
import { isCancelled, toAppError } from '../../contract/errors.ts';
import type { ServiceOf } from '../../contract/index.ts';
import type { Activity, EngineCall } from '../../contract/model/event.ts';
import { notingCalls } from '../docker/calls.ts';
import { runningJob } from '../jobs/runningJob.ts';
import type { Live } from '../live/createLive.ts';
import { Feed } from '../live/feed.ts';

const MAX_KEPT = 2000;
const UPDATE_INTERVAL_MS = 50;

type Entry = Pick<Activity, 'context' | 'title' | 'command'>;

/** What the app does, written down as it does it. */
export interface ActivityRecorder {
  /**
   * Runs the action, and says in the record how long it took, how it ended and what it asked of the engine. A command
   * that is known only when it is done can be amended.
   */
  record<T>(entry: Entry, run: (amend: (command: string) => void) => Promise<T>): Promise<T>;
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
      const jobId = runningJob();
      let begun: Activity = { ...entry, ...(jobId && { jobId }), id: randomUUID(), at: now(), state: 'running' };
      const made: EngineCall[] = [];
      const end = (how: Partial<Activity>) => {
        // Copied: what goes on after the end is no part of it.
        const calls = made.map((call) => ({ ...call }));
        feed.patch([{ ...begun, ...how, durationMs: now() - begun.at, ...(calls.length > 0 && { calls }) }], []);
      };
      feed.patch([begun], []);
      removeOldest();
      try {
        const value = await notingCalls(made, () => run((command) => (begun = { ...begun, command })));
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
