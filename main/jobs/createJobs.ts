import { randomUUID } from 'node:crypto';
import { AppFailure, isCancelled, toAppError } from '../../contract/errors.ts';
import type { Job } from '../../contract/model/job.ts';
import { Feed } from '../live/feed.ts';
import { JobFailure, type JobSpec, type Jobs } from './jobs.ts';
import { Lines } from './lines.ts';
import { asJob } from './runningJob.ts';

const MAX_ENDED = 100;
/** At most ten changes a second to each reader, whatever a pull says of its layers. */
const UPDATE_INTERVAL_MS = 100;

export interface JobList extends Jobs {
  readonly feed: Feed<Job>;
  /** Undefined when there is no such job. */
  lines(id: string): Lines | undefined;
  cancel(id: string): void;
  dismiss(id: string): void;
  /** Begins an ended job again, in its place. Throws `not-found` where that cannot be. */
  retry(id: string): string;
  /** Cancels all that run and waits until they have ended. */
  close(): Promise<void>;
}

interface Running {
  readonly abort: AbortController;
  readonly ended: Promise<void>;
}

/** Long work, kept here so that neither navigation nor a closed window ends it. */
export function createJobs(now: () => number = Date.now): JobList {
  const feed = new Feed<Job>({ minIntervalMs: UPDATE_INTERVAL_MS });
  const lines = new Map<string, Lines>();
  const running = new Map<string, Running>();
  const retries = new Map<string, () => string>();

  function change(id: string, patch: Partial<Job>) {
    const job = feed.get(id);
    if (job) feed.patch([{ ...job, ...patch }], []);
  }

  function dismiss(id: string) {
    if (running.has(id)) return;
    lines.delete(id);
    retries.delete(id);
    feed.patch([], [id]);
  }

  function forgetOldest() {
    const ended = [...feed.values()].filter((job) => job.state !== 'running');
    for (const job of ended.slice(0, -MAX_ENDED)) dismiss(job.id);
  }

  async function follow(id: string, run: Parameters<Jobs['start']>[1], log: Lines, signal: AbortSignal) {
    const update = (patch: Partial<Job>) => running.has(id) && change(id, patch);
    try {
      signal.throwIfAborted(); // cancelled before it began
      const handle = { id, update, log: (line: string) => log.add(line) };
      const result = await asJob(id, () => run(handle, signal));
      change(id, { state: 'done', endedAt: now(), bytesPerSecond: undefined, ...(result && { result }) });
    } catch (thrown) {
      const state = signal.aborted || isCancelled(thrown) ? 'cancelled' : 'failed';
      const error = toAppError(thrown);
      if (state === 'failed') log.add(error.message);
      change(id, {
        state,
        endedAt: now(),
        bytesPerSecond: undefined,
        ...(state === 'failed' && { error }),
        // What is there all the same is worth a sentence.
        ...(state === 'cancelled' && thrown instanceof JobFailure && { message: error.message }),
        ...(thrown instanceof JobFailure && { result: thrown.result }),
      });
    } finally {
      running.delete(id);
      log.end();
      forgetOldest();
    }
  }

  function start({ id = randomUUID(), ...spec }: JobSpec, run: Parameters<Jobs['start']>[1]): string {
    const abort = new AbortController();
    const log = new Lines();
    lines.set(id, log);
    if (spec.canRetry) retries.set(id, () => start(spec, run));
    feed.patch([{ ...spec, id, state: 'running', startedAt: now(), message: '', items: [] }], []);
    // The work begins once it is listed as running, so that its first words are not lost.
    const ended = Promise.resolve().then(() => follow(id, run, log, abort.signal));
    running.set(id, { abort, ended });
    return id;
  }

  return {
    feed,
    lines: (id) => lines.get(id),
    dismiss,
    cancel: (id) => running.get(id)?.abort.abort(),

    start,

    retry(id) {
      const again = running.has(id) ? undefined : retries.get(id);
      if (!again) {
        throw new AppFailure({
          code: 'not-found',
          message: 'This job cannot be begun again.',
          hint: 'Start it where you started it before.',
        });
      }
      dismiss(id);
      return again();
    },

    async close() {
      const all = [...running.values()];
      for (const { abort } of all) abort.abort();
      await Promise.all(all.map(({ ended }) => ended));
    },
  };
}
