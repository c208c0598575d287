import type { ServiceOf } from '../../contract/index.ts';
import type { LogItem } from '../../contract/model/logs.ts';
import type { Connection, GetConnection } from '../docker/connection.ts';
import { LinkedAbort } from '../docker/linkedAbort.ts';
import type { LogMoment } from '../docker/logProgress.ts';
import { Wake } from '../docker/wake.ts';
import { pause } from '../live/pause.ts';
import { LogMerge, linesItem } from './logMerge.ts';
import { type LogQuery, LogSource } from './logSource.ts';

/** Lines of several containers that come live are put in order within this time. */
const REORDER_MS = 40;
/** A log that never stops is sent on this often; one that was quiet, at once. */
const PACE_MS = 10;
/** More than this does not wait for the pace. */
const ENOUGH_BYTES = 32 * 1024;

export function createLogsService({ getConnection }: { readonly getConnection: GetConnection }): ServiceOf<'logs'> {
  return {
    async *read({ context, ids, since, until, mixed, ...rest }, signal) {
      const query: LogQuery = { ...rest, since: momentOf(since), until: momentOf(until) };
      yield* readLogs(await getConnection(context, signal), { ids, query, isMixed: mixed }, signal);
    },
  };
}

interface LogsWanted {
  readonly ids: readonly string[];
  readonly query: LogQuery;
  readonly isMixed: boolean;
}

/** Ends by itself when there is nothing to follow; when its consumer leaves, so do the requests at the engine. */
async function* readLogs(
  connection: Connection,
  { ids, query, isMixed }: LogsWanted,
  signal: AbortSignal,
): AsyncGenerator<LogItem, void, undefined> {
  const wake = new Wake();
  const abort = new LinkedAbort(signal, connection.signal);
  abort.signal.addEventListener('abort', wake.wake, { once: true });
  const sources = ids.map((id) => new LogSource(connection, id, query, abort.signal, wake.wake));
  const [only] = sources;
  try {
    if (sources.length === 1 && only) yield* readOne(only, wake, abort.signal);
    else yield* readMany(new LogMerge(sources, isMixed), sources, wake, abort.signal);
    if (connection.signal.aborted && !signal.aborted) throw connection.signal.reason;
  } finally {
    abort.end();
  }
}

async function* readOne(source: LogSource, wake: Wake, signal: AbortSignal): AsyncGenerator<LogItem, void, undefined> {
  let hasSaidCaughtUp = false;
  let sentAt = 0;
  while (!signal.aborted) {
    const early = sentAt + PACE_MS - Date.now();
    if (early > 0 && source.lines.length < ENOUGH_BYTES && !source.isDone) {
      await wake.wait(early);
      if (Date.now() < sentAt + PACE_MS) continue;
    }
    const { isCaughtUp, isDone } = source; // before the lines are taken: what comes after them is not theirs
    const block = source.take();
    if (block) {
      sentAt = Date.now();
      yield linesItem(block, 0);
      continue;
    }
    if (isCaughtUp && !hasSaidCaughtUp && !source.failure) {
      hasSaidCaughtUp = true;
      yield { type: 'caught-up' };
    }
    for (let notice = source.notices.shift(); notice; notice = source.notices.shift()) yield { ...notice, source: 0 };
    if (isDone) {
      if (source.failure) throw source.failure;
      return;
    }
    await wake.wait();
  }
}

async function* readMany(
  merge: LogMerge,
  sources: readonly LogSource[],
  wake: Wake,
  signal: AbortSignal,
): AsyncGenerator<LogItem, void, undefined> {
  const failed = new Set<LogSource>();
  let isBacklog = true;
  while (!signal.aborted) {
    const isDone = sources.every((source) => source.isDone);
    const isComplete = sources.every((source) => source.isCaughtUp);
    const item = merge.next(isBacklog);
    if (item) {
      yield item;
      continue;
    }
    for (const [index, source] of sources.entries()) {
      if (merge.hasLines(source)) continue;
      for (let one = source.notices.shift(); one; one = source.notices.shift()) yield { ...one, source: index };
      if (!source.failure || failed.has(source)) continue;
      failed.add(source);
      yield { type: 'source-failed', source: index, message: source.failure.message };
    }
    if (isBacklog && isComplete) {
      isBacklog = false;
      yield { type: 'caught-up' };
    }
    if (isDone) return;
    await wake.wait();
    if (!isBacklog && sources.some((source) => source.lines.count > 0)) await pause(REORDER_MS, signal);
  }
}

function momentOf(ms: number | undefined): LogMoment | undefined {
  if (ms === undefined) return undefined;
  const seconds = Math.floor(ms / 1000);
  return { seconds, nanoseconds: Math.round((ms - seconds * 1000) * 1e6) };
}
