import { type AppError, toAppError } from '../../../../contract/errors.ts';
import type { GantryClient } from '../../../../contract/index.ts';
import type { LogItem } from '../../../../contract/model/logs.ts';
import { Resume } from './resume.ts';

export interface LogQuery {
  readonly context: string;
  readonly ids: readonly string[];
  /** Last lines of each container; absent: all. */
  readonly tail?: number;
  /** Epoch ms. */
  readonly since?: number;
}

export interface ReadDeps {
  readonly client: Pick<GantryClient, 'contexts' | 'logs'>;
  readonly follow: <T>(what: {
    open: (signal: AbortSignal) => AsyncIterable<T>;
    onItem: (item: T) => void;
    onError: (error: AppError) => void;
  }) => () => void;
}

export interface LogReading {
  /** Nothing more is taken until `resume`; the engine waits too. */
  pause(): void;
  resume(): void;
  stop(): void;
}

interface LogReader {
  readonly onItem: (item: LogItem) => void;
  /** The engine went away; it is waited for. */
  readonly onLost: (error: AppError) => void;
  /** The connection was lost and is back; what came meanwhile follows. */
  readonly onReconnected: () => void;
  readonly onError: (error: AppError) => void;
}

/** Reads and follows, over lost connections: then from the last line on, so that none comes twice or is missing. */
export function readLogs(query: LogQuery, reader: LogReader, { client, follow }: ReadDeps): LogReading {
  const resume = new Resume(query.ids.length);
  let gate: Promise<void> | undefined;
  let open: (() => void) | undefined;
  let isFirst = true;

  async function* items(signal: AbortSignal) {
    for (;;) {
      try {
        return yield* once(signal);
      } catch (thrown) {
        const error = toAppError(thrown);
        if (error.code !== 'engine-unreachable' || signal.aborted) throw thrown;
        reader.onLost(error);
        await engineIsBack(client, query.context, signal);
      }
    }
  }

  async function* once(signal: AbortSignal) {
    const { context, ids, tail, since } = query;
    const isAgain = !isFirst && resume.since !== undefined;
    if (!isFirst) reader.onReconnected();
    isFirst = false;
    resume.begin();
    const where = isAgain ? { since: resume.since } : { tail, since };
    for await (const item of client.logs.read({ context, ids: [...ids], mixed: true, ...where }, { signal })) {
      const kept = item.type === 'lines' ? resume.take(item.batch) : undefined;
      if (item.type !== 'lines') yield item;
      else if (kept) yield { type: 'lines', batch: kept } as const;
      if (gate) await gate;
    }
  }

  const stop = follow({ open: items, onItem: reader.onItem, onError: reader.onError });
  const letThrough = () => {
    open?.();
    gate = open = undefined;
  };
  return {
    pause() {
      gate ??= new Promise((resolve) => (open = resolve));
    },
    resume: letThrough,
    stop() {
      stop();
      letThrough();
    },
  };
}

/** That an engine is gone is known here a moment before main has said so of its context. */
const SETTLE_MS = 250;

async function engineIsBack({ contexts }: ReadDeps['client'], context: string, signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  for await (const list of contexts.watch({}, { signal })) {
    const found = list.find(({ name }) => name === context);
    // Of a context that was taken away the next reading says so.
    if (!found || found.state.type === 'connected') return;
  }
}
