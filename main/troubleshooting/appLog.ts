import { appendFile, open, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { followLog, withoutSecrets } from '../../engine/index.ts';
import type { Activity } from '../../contract/model/event.ts';
import type { Job } from '../../contract/model/job.ts';
import type { Feed } from '../live/feed.ts';

const MOST_BYTES = 2 << 20;
const LONGEST_LINE = 4000;

export type LogLevel = 'info' | 'warn' | 'error';

/** What the app did, as lines in a file: for whoever looks for a fault afterwards. */
export interface AppLog {
  readonly file: string;
  write(level: LogLevel, text: string): void;
  read(tail: number, signal: AbortSignal): AsyncIterable<readonly string[]>;
  /** When all that was written is in the file. */
  settled(): Promise<void>;
  empty(): Promise<void>;
  close(): Promise<void>;
}

/** Two files of at most two megabytes. Secrets are taken out of each line, whoever wrote it. Must be closed. */
export function openAppLog(dataDir: string, now: () => Date = () => new Date()): AppLog {
  const file = path.join(dataDir, 'gantry.log');
  let last: Promise<void> = Promise.resolve();
  let isClosed = false;
  const inTurn = (work: () => Promise<unknown>): Promise<void> =>
    (last = last.then(work).then(
      () => undefined,
      () => undefined, // a log that cannot be written must not be what fails
    ));
  const append = async (line: string) => {
    const size = await stat(file).then(
      (found) => found.size,
      () => 0,
    );
    if (size > MOST_BYTES) await rename(file, `${file}.1`);
    await appendFile(file, line, { mode: 0o600 });
  };
  return {
    file,
    write(level, text) {
      if (isClosed) return;
      const line = `${now().toISOString()} ${level} ${withoutSecrets(text)
        .replaceAll(/\s*\n\s*/g, ' ⏎ ')
        .slice(0, LONGEST_LINE)}\n`;
      void inTurn(() => append(line));
    },
    read: (tail, signal) => followLog(file, tail, signal),
    settled: () => last,
    empty: () =>
      inTurn(async () => {
        await (await open(file, 'w', 0o600)).close();
      }),
    async close() {
      isClosed = true;
      await last;
    },
  };
}

/** Writes down each action and job as it ends. Ends with the signal. */
export function logWhatEnds(
  log: AppLog,
  { activity, jobs }: { readonly activity: Feed<Activity>; readonly jobs: Feed<Job> },
  signal: AbortSignal,
): void {
  void follow(
    activity,
    signal,
    ({ state, title, command, context, durationMs, error }) => {
      if (state === 'running') return undefined;
      const words = `${context}: ${title} (${command}): ${state} after ${durationMs ?? 0} ms`;
      return {
        level: error && state === 'failed' ? 'error' : 'info',
        words: error ? `${words}. ${sentence(error)}` : words,
      };
    },
    log,
  );
  void follow(
    jobs,
    signal,
    ({ state, title, kind, error }) => {
      if (state === 'running') return undefined;
      const words = `job ${kind}: ${title}: ${state}`;
      return { level: error ? 'error' : 'info', words: error ? `${words}. ${sentence(error)}` : words };
    },
    log,
  );
}

const sentence = ({ message, engineText }: { readonly message: string; readonly engineText?: string }): string =>
  engineText === undefined ? message : `${message} [${engineText}]`;

async function follow<T extends { readonly id: string }>(
  feed: Feed<T>,
  signal: AbortSignal,
  say: (item: T) => { readonly level: LogLevel; readonly words: string } | undefined,
  log: AppLog,
): Promise<void> {
  const told = new Set<string>();
  for await (const change of feed.watch(signal)) {
    for (const item of change.type === 'snapshot' ? change.items : change.upserted) {
      const line = told.has(item.id) ? undefined : say(item);
      if (!line) continue;
      told.add(item.id);
      log.write(line.level, line.words);
    }
    if (change.type === 'patch') for (const id of change.removed) told.delete(id);
  }
}
