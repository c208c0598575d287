import { AppFailure, isCancelled, toAppError } from '../../contract/errors.ts';
import type { Release, UpdateChannel, UpdateState, UpdateStatus } from '../../contract/model/update.ts';
import type { UpdateSource } from './source.ts';
import type { UpdateRecordFile } from './updateRecord.ts';

export interface UpdatesParts {
  readonly version: string;
  readonly source: UpdateSource | undefined;
  readonly record: UpdateRecordFile;
  /** Titles of what runs now. */
  readonly runningJobs: () => readonly string[];
  readonly now?: () => number;
}

export interface Updates {
  readonly status: () => UpdateStatus;
  /** Told after each change; gives back how to stop that. */
  subscribe(listener: () => void): () => void;
  check(): Promise<void>;
  findPrevious(): Promise<void>;
  download(): Promise<void>;
  cancelDownload(): void;
  install(): void;
  setChannel(channel: UpdateChannel): Promise<void>;
  close(): void;
}

/**
 * Asks, downloads and installs only when told to, one thing at a time. What was found is forgotten when another channel
 * is chosen; a download that fails or is cancelled leaves what was found.
 */
export function createUpdates({ version, source, record, runningJobs, now = Date.now }: UpdatesParts): Updates {
  const reason = source ? source.unsupported : 'In browser mode Gantry is updated by what installed it.';
  const listeners = new Set<() => void>();
  let state: UpdateState = reason === undefined ? { type: 'current' } : { type: 'unsupported', reason };
  let downloading: AbortController | undefined;

  const set = (next: UpdateState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const need = (): UpdateSource => {
    if (source && reason === undefined) return source;
    throw new AppFailure({ code: 'unsupported', message: reason ?? '', hint: 'Use that instead.' });
  };
  const needIdle = () => {
    if (state.type !== 'checking' && state.type !== 'downloading') return;
    throw new AppFailure({
      code: 'conflict',
      message: 'An update is being looked for or downloaded.',
      hint: 'Wait for it.',
    });
  };
  const look = async (ask: (from: UpdateSource) => Promise<Release | undefined>) => {
    const from = need();
    needIdle();
    set({ type: 'checking' });
    try {
      const release = await ask(from);
      set(release ? { type: 'available', release } : { type: 'current', checkedAt: now() });
    } catch (thrown) {
      set({ type: 'failed', error: toAppError(thrown) });
      throw thrown;
    }
  };

  return {
    status: () => {
      const { channel, previousVersion } = record.current();
      return { version, channel, state, ...(previousVersion !== undefined && { previousVersion }) };
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    check: () => look((from) => from.check(record.current().channel)),
    findPrevious: () =>
      look((from) => {
        const { previousVersion } = record.current();
        if (previousVersion !== undefined) return from.find(previousVersion);
        throw new AppFailure({
          code: 'not-found',
          message: 'No other version ran here before this one.',
          hint: 'Older versions can be downloaded and installed by hand.',
        });
      }),
    async download() {
      const from = need();
      needIdle();
      if (state.type !== 'available') throw nothingFound();
      const { release } = state;
      downloading = new AbortController();
      const { signal } = downloading;
      set({ type: 'downloading', release, percent: 0 });
      try {
        await from.download((percent) => !signal.aborted && set({ type: 'downloading', release, percent }), signal);
        signal.throwIfAborted();
        set({ type: 'ready', release });
      } catch (thrown) {
        const error = toAppError(thrown);
        if (signal.aborted || isCancelled(thrown)) return set({ type: 'available', release });
        set({ type: 'failed', error });
        throw thrown;
      } finally {
        downloading = undefined;
      }
    },
    cancelDownload: () => downloading?.abort(),
    install() {
      const from = need();
      if (state.type !== 'ready') throw nothingFound();
      const jobs = runningJobs();
      if (jobs.length > 0) throw jobsRun(jobs);
      from.install();
    },
    async setChannel(channel) {
      needIdle();
      await record.change({ channel });
      set(reason === undefined ? { type: 'current' } : { type: 'unsupported', reason });
    },
    close: () => downloading?.abort(),
  };
}

const nothingFound = () =>
  new AppFailure({ code: 'conflict', message: 'There is no update to take.', hint: 'Look for one first.' });

const jobsRun = (titles: readonly string[]) =>
  new AppFailure({
    code: 'conflict',
    message: `The app is not replaced while it works: ${titles.join(', ')}.`,
    hint: 'Wait for it, or cancel it.',
  });
