export interface Broadcast<T> {
  /** Tells every watcher that there is a newer value. */
  send(): void;
  /** The value now, then newer ones; one that is overtaken before it is read is left out. */
  watch(signal: AbortSignal): AsyncIterable<T>;
}

export function createBroadcast<T>(current: () => T): Broadcast<T> {
  const watchers = new Set<() => void>();
  return {
    send: () => {
      for (const wake of watchers) wake();
    },
    watch: async function* (signal) {
      let wake = () => {};
      let isNew = true;
      const onChange = () => {
        isNew = true;
        wake();
      };
      const onAbort = () => wake();
      watchers.add(onChange);
      signal.addEventListener('abort', onAbort);
      try {
        while (!signal.aborted) {
          if (isNew) {
            isNew = false;
            yield current();
          } else {
            await new Promise<void>((resolve) => {
              wake = resolve;
              if (isNew || signal.aborted) resolve();
            });
          }
        }
      } finally {
        watchers.delete(onChange);
        signal.removeEventListener('abort', onAbort);
      }
    },
  };
}
