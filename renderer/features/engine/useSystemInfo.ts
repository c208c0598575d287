import { useCallback, useEffect, useState } from 'react';
import { type AppError, toAppError } from '../../../contract/errors.ts';
import type { SystemInfo } from '../../../contract/model/system.ts';
import { client } from '../../rpc/index.ts';

interface Asked {
  readonly info?: SystemInfo;
  readonly error?: AppError;
  readonly isLoading: boolean;
  readonly reload: () => void;
}

/** What the engine says of itself. `version` is anything that makes the answer an old one when it changes. */
export function useSystemInfo(context: string, version: string): Asked {
  const [answer, setAnswer] = useState<{
    readonly context: string;
    /** Which question it answers. */
    readonly key: string;
    readonly info?: SystemInfo;
    readonly error?: AppError;
  }>();
  const [turn, setTurn] = useState(0);
  const key = `${context} ${version} ${turn}`;

  useEffect(() => {
    const abort = new AbortController();
    client.contexts
      .info({ context }, { signal: abort.signal })
      .then((info) => ({ context, info }))
      .catch((thrown: unknown) => ({ context, error: toAppError(thrown) }))
      .then((next) => {
        if (!abort.signal.aborted) setAnswer({ ...next, key });
      })
      .catch(() => undefined);
    return () => abort.abort();
  }, [context, key]);

  const reload = useCallback(() => setTurn((before) => before + 1), []);
  const current = answer?.context === context ? answer : undefined;
  return { info: current?.info, error: current?.error, isLoading: answer?.key !== key, reload };
}
