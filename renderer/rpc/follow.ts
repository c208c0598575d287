import { type AppError, toAppError } from '../../contract/errors.ts';
import type { Connection } from './connection.ts';

export interface Follow<T> {
  /** Opens the stream, the first time and after each lost connection. */
  readonly open: (signal: AbortSignal) => AsyncIterable<T>;
  readonly onItem: (item: T) => void;
  /** The stream failed for another reason than the connection, and is not opened again. */
  readonly onError?: (error: AppError) => void;
}

/** Reads a stream over all losses of the connection, until it ends, fails, or the function that comes back is called. */
export function followOver<T>(connection: Connection, { open, onItem, onError = report }: Follow<T>): () => void {
  const abort = new AbortController();
  void run();
  return () => abort.abort();

  async function run() {
    while (!abort.signal.aborted) {
      try {
        for await (const item of open(abort.signal)) {
          if (abort.signal.aborted) return;
          onItem(item);
        }
        return;
      } catch (thrown) {
        if (abort.signal.aborted) return;
        const error = toAppError(thrown);
        if (error.code !== 'disconnected') return onError(error);
      }
      await opened(connection, abort.signal);
    }
  }
}

function opened({ state, subscribe }: Connection, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const unsubscribe = subscribe(look);
    signal.addEventListener('abort', done, { once: true });
    look();

    function look() {
      if (state().type === 'open') done();
    }
    function done() {
      unsubscribe();
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
}

function report(error: AppError) {
  console.error(error.message, error);
}
