import { contract, type GantryClient } from '../../../../contract/index.ts';
import { AppFailure } from '../../../../contract/errors.ts';
import type { ContainerDetail } from '../../../../contract/model/container.ts';
import type { Terminal, TerminalOutput } from '../../../../contract/model/terminal.ts';
import { memoryPipe } from '../../../../contract/rpc/memory.ts';
import { serve } from '../../../../contract/rpc/serve.ts';
import { createConnection } from '../../../rpc/connection.ts';
import { clientOf } from '../../../../contract/rpc/connect.ts';
import { followOver } from '../../../rpc/follow.ts';
import type { SessionDeps } from '../session/terminalSession.ts';

interface Opened {
  readonly terminal: Terminal;
  readonly size: { columns: number; rows: number };
  readonly typed: string[];
  isClosed: boolean;
  readonly print: (text: string) => void;
  readonly exit: (exitCode?: number) => void;
}

const pick = <K extends keyof typeof contract>(...names: K[]) =>
  Object.fromEntries(names.map((name) => [name, contract[name]])) as Pick<typeof contract, K>;
const served = pick('terminals', 'containers');

/** The service of terminals over a real connection in memory, with programs that only say what they are told to. */
export function createFakeMain({
  refuses,
  processStartedAt = () => 1,
}: { refuses?: string; processStartedAt?: () => number } = {}) {
  const opened: Opened[] = [];
  let readers = 0;
  const find = (id: string) => opened.find(({ terminal }) => terminal.id === id && !isOver.has(terminal.id));
  const isOver = new Set<string>();
  const outputs = new Map<string, { queue: TerminalOutput[]; wake?: () => void }>();
  const decoder = new TextDecoder();

  function put(id: string, item: TerminalOutput) {
    const output = outputs.get(id);
    output?.queue.push(item);
    output?.wake?.();
  }

  const terminals = {
    async open({ target, columns, rows }: { target: Terminal['target']; columns: number; rows: number }) {
      if (refuses) throw new AppFailure({ code: 'conflict', message: refuses, hint: 'Start it first.' });
      const id = `main-${opened.length + 1}`;
      const terminal: Terminal = {
        id,
        target,
        program: '/bin/ash',
        openedAt: 1,
        command: 'docker exec -it web ash',
        ...(target.type === 'attach' && { processStartedAt: processStartedAt() }),
      };
      outputs.set(id, { queue: [] });
      opened.push({
        terminal,
        size: { columns, rows },
        typed: [],
        isClosed: false,
        print: (text) => put(id, { type: 'data', bytes: new TextEncoder().encode(text) }),
        exit: (exitCode) => put(id, { type: 'exit', exitCode, message: `Ended with exit code ${exitCode}.` }),
      });
      return terminal;
    },
    list: async () => opened.filter(({ isClosed }) => !isClosed).map(({ terminal }) => terminal),
    async *output({ terminalId }: { terminalId: string }, signal: AbortSignal): AsyncIterable<TerminalOutput> {
      const output = outputs.get(terminalId);
      if (!output) throw new AppFailure({ code: 'not-found', message: 'There is no such terminal.' });
      readers += 1;
      try {
        while (!signal.aborted) {
          const item = output.queue.shift();
          if (item) {
            yield item;
            if (item.type === 'exit') return;
          } else {
            await new Promise<void>((resolve) => {
              output.wake = resolve;
              signal.addEventListener('abort', () => resolve(), { once: true });
            });
          }
        }
      } finally {
        readers -= 1;
      }
    },
    async write({ terminalId, bytes }: { terminalId: string; bytes: Uint8Array }) {
      find(terminalId)?.typed.push(decoder.decode(bytes));
    },
    async resize({ terminalId, columns, rows }: { terminalId: string; columns: number; rows: number }) {
      Object.assign(find(terminalId)?.size ?? {}, { columns, rows });
    },
    async close({ terminalId }: { terminalId: string }) {
      const closed = find(terminalId);
      if (closed) closed.isClosed = true;
    },
  };
  const containers = {
    inspect: async () => ({ name: 'web' }) as ContainerDetail,
  };

  let cut = () => {};
  const connection = createConnection();
  connection.start(() => {
    const [client, server, close] = memoryPipe();
    cut = close;
    serve(served, { terminals, containers } as unknown as Parameters<typeof serve<typeof served>>[1], server);
    return client;
  });
  const client = clientOf(served, connection.peer) as unknown as GantryClient;
  const deps: Omit<SessionDeps, 'createScreen'> = { client, follow: (what) => followOver(connection, what) };
  return { deps, opened, readers: () => readers, cut: () => cut() };
}
