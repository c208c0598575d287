import type { ShellRequest } from '../../contract/model/shell.ts';

/** More than a person asks for while the page is opened; a program that asks without end loses its first ones. */
const MOST_WAITING = 20;

export interface ShellRequests {
  /** Given to the page that reads, now or when one is there. */
  readonly ask: (request: ShellRequest) => void;
  read(signal: AbortSignal): AsyncIterable<ShellRequest>;
}

/** What is asked of the page. Each is given once: of two pages only one shows a dialog. */
export function createRequests(): ShellRequests {
  const waiting: ShellRequest[] = [];
  const readers = new Set<() => void>();
  return {
    ask(request) {
      waiting.push(request);
      waiting.splice(0, waiting.length - MOST_WAITING);
      const [first] = readers;
      first?.();
    },
    async *read(signal) {
      let wake = () => {};
      const reader = () => wake();
      readers.add(reader);
      signal.addEventListener('abort', reader, { once: true });
      try {
        while (!signal.aborted) {
          const next = waiting.shift();
          if (next) yield next;
          else await new Promise<void>((resolve) => (wake = resolve));
        }
      } finally {
        readers.delete(reader);
      }
    },
  };
}
