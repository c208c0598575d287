import { useEffect, useState } from 'react';
import type { AppError } from '../../../contract/errors.ts';
import { client, follow } from '../../rpc/index.ts';

const TAIL = 2000;
const KEPT_LINES = 20_000;

interface EngineLog {
  readonly lines: readonly string[];
  readonly error: AppError | undefined;
}

/** dockerd's log: its last lines, then live. Rendered once a frame at most, whatever comes. */
export function useEngineLog(): EngineLog {
  const [lines, setLines] = useState<readonly string[]>([]);
  const [error, setError] = useState<AppError>();

  useEffect(() => {
    let waiting: string[] = [];
    let frame = 0;
    const end = follow({
      open: (signal) => {
        waiting = [];
        setLines([]);
        setError(undefined);
        return client.engine.log({ tail: TAIL }, { signal });
      },
      onItem: (batch) => {
        waiting = waiting.concat(batch);
        frame ||= requestAnimationFrame(() => {
          frame = 0;
          const more = waiting;
          waiting = [];
          setLines((before) => before.concat(more).slice(-KEPT_LINES));
        });
      },
      onError: setError,
    });
    return () => {
      end();
      cancelAnimationFrame(frame);
    };
  }, []);

  return { lines, error };
}
