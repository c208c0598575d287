import { useCallback, useEffect, useState } from 'react';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import type { FileAccess, FileSource } from '../../../../contract/model/files.ts';
import { client } from '../../../rpc/index.ts';

const AGAIN_MS = 500;
/** One that ends sooner is begun again after a longer and longer rest. */
const SHORT_LIFE_MS = 3000;
const LONGEST_REST_MS = 30_000;

interface Access {
  readonly access?: FileAccess;
  readonly error?: AppError;
  /** Changes when a container was started, stopped or restarted meanwhile: look again. */
  readonly turn: number;
  readonly retry: () => void;
}

/** What can be done with the files now. Keeps the helper as long as the view is there, and a new one when that ends. */
export function useAccess(source: FileSource): Access {
  const [state, setState] = useState<{
    readonly access?: FileAccess;
    readonly error?: AppError;
    readonly turn: number;
  }>({
    turn: 0,
  });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let restMs = AGAIN_MS;
    const follow = async () => {
      const begunAt = performance.now();
      try {
        for await (const access of client.files.access({ source }, { signal: stop.signal })) {
          setState(({ turn }) => ({ access, turn: turn + 1 }));
        }
        if (source.kind === 'image' || stop.signal.aborted) return;
        const isShort = performance.now() - begunAt < SHORT_LIFE_MS;
        timer = setTimeout(() => void follow(), restMs);
        restMs = isShort ? Math.min(restMs * 2, LONGEST_REST_MS) : AGAIN_MS;
      } catch (thrown) {
        if (!stop.signal.aborted) setState(({ turn }) => ({ error: toAppError(thrown), turn }));
      }
    };
    void follow();
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [source, attempt]);

  return { ...state, retry: useCallback(() => setAttempt((last) => last + 1), []) };
}
