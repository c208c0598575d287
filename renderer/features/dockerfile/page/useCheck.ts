import { useCallback, useEffect, useRef, useState } from 'react';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import type { DockerfileCheck } from '../../../../contract/model/dockerfile.ts';
import { client } from '../../../rpc/index.ts';

export type CheckState =
  | { readonly type: 'none' }
  | { readonly type: 'running' }
  | { readonly type: 'done'; readonly text: string; readonly check: DockerfileCheck }
  | { readonly type: 'failed'; readonly error: AppError };

/** BuildKit’s checks of a text: a newer question ends the one before. */
export function useCheck(context: string | undefined, fileKey: string) {
  const [state, setState] = useState<CheckState>({ type: 'none' });
  const running = useRef<AbortController>(undefined);

  useEffect(() => {
    setState({ type: 'none' });
    return () => running.current?.abort();
  }, [context, fileKey]);

  const check = useCallback(
    (text: string, folder: string) => {
      running.current?.abort();
      if (context === undefined) return;
      const abort = new AbortController();
      running.current = abort;
      setState({ type: 'running' });
      client.dockerfiles.check({ context, text, folder }, { signal: abort.signal }).then(
        (answer) => !abort.signal.aborted && setState({ type: 'done', text, check: answer }),
        (thrown: unknown) => !abort.signal.aborted && setState({ type: 'failed', error: toAppError(thrown) }),
      );
    },
    [context],
  );
  return { state, check };
}
