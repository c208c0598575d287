import { contract } from '../../../../contract/index.ts';
import type { LogItem } from '../../../../contract/model/logs.ts';
import { memoryPipe } from '../../../../contract/rpc/memory.ts';
import { serve } from '../../../../contract/rpc/serve.ts';
import { connectOver } from '../../../rpc/index.ts';
import { batchOf } from './batches.ts';

interface Asked {
  readonly ids: readonly string[];
  readonly tail?: number;
  readonly since?: number;
}

/** The service of logs behind the page's own client, over a pipe in memory: it says what it is told to. */
export function createFakeLogs() {
  const asked: Asked[] = [];
  const updates: unknown[] = [];
  let send: ((item: LogItem | Error) => void) | undefined;
  let openStreams = 0;
  let cut = () => {};

  async function* read(input: Asked, signal: AbortSignal): AsyncGenerator<LogItem> {
    asked.push(input);
    openStreams += 1;
    const queue: (LogItem | Error)[] = [];
    let wake: (() => void) | undefined;
    send = (item) => {
      queue.push(item);
      wake?.();
    };
    try {
      while (!signal.aborted) {
        const item = queue.shift();
        if (item instanceof Error) throw item;
        if (item) yield item;
        else {
          await new Promise<void>((resolve) => {
            wake = resolve;
            signal.addEventListener('abort', () => resolve(), { once: true });
          });
        }
      }
    } finally {
      openStreams -= 1;
    }
  }
  const served = { logs: contract.logs, app: contract.app };
  const handlers = { logs: { read }, app: { updateSettings: async (patch: unknown) => void updates.push(patch) } };
  connectOver(() => {
    const [client, server, close] = memoryPipe();
    cut = close;
    serve(served, handlers as unknown as Parameters<typeof serve<typeof served>>[1], server);
    return client;
  });

  return {
    asked,
    openStreams: () => openStreams,
    cut: () => cut(),
    say: (item: LogItem | Error) => send?.(item),
    print: (lines: Parameters<typeof batchOf>[0], source = 0) =>
      send?.({ type: 'lines', batch: batchOf(lines, source) }),
  };
}
