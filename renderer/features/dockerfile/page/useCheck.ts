import { useCallback, useEffect, useRef, useState } from 'react';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import type { DockerfileCheck } from '../../../../contract/model/dockerfile.ts';
import { client } from '../../../rpc/index.ts';

export type CheckState =
  | { readonly type: 'none' }
  | { readonly type: 'running' }
  | { readonly type: 'done'; readonly text: string; readonly check: DockerfileCheck }
  | { readonly type: 'failed'; readonly error: AppError };

const NONE: CheckState = { type: 'none' };

/** BuildKit’s checks of a text: a newer question ends the one before. */
export function useCheck(context: string | undefined) {
  const [asked, setAsked] = useState<{ readonly context: string; readonly state: CheckState }>();
  const running = useRef<AbortController>(undefined);

  useEffect(() => () => running.current?.abort(), [context]);

  const check = useCallback(
    (text: string, path: string) => {
      running.current?.abort();
      if (context === undefined) return;
      const abort = new AbortController();
      running.current = abort;
      const become = (state: CheckState) => abort.signal.aborted || setAsked({ context, state });
      become({ type: 'running' });
      client.dockerfiles.check({ context, text, path }, { signal: abort.signal }).then(
        (answer) => become({ type: 'done', text, check: answer }),
        (thrown: unknown) => become({ type: 'failed', error: toAppError(thrown) }),
      );
    },
    [context],
  );
  return { state: asked && asked.context === context ? asked.state : NONE, check };
}
