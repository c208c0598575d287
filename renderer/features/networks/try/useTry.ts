import { useCallback, useEffect, useRef, useState } from 'react';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import type { ReachReport } from '../../../../contract/model/reach.ts';
import { client } from '../../../rpc/index.ts';

export interface Wanted {
  readonly context: string;
  readonly fromId: string;
  readonly host: string;
  readonly port: number;
  readonly image?: string;
}

/** One try at a time; a new one ends the one before. */
export function useTry() {
  const [state, setState] = useState<{
    readonly wanted?: Wanted;
    readonly report?: ReachReport;
    readonly error?: AppError;
  }>({});
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const start = useCallback((wanted: Wanted) => {
    running.current?.abort();
    const abort = new AbortController();
    running.current = abort;
    setState({ wanted });
    void (async () => {
      try {
        for await (const report of client.networks.tryReach(wanted, { signal: abort.signal })) {
          if (!abort.signal.aborted) setState({ wanted, report });
        }
      } catch (thrown) {
        if (!abort.signal.aborted) setState((last) => ({ ...last, error: toAppError(thrown) }));
      }
    })();
  }, []);
  const cancel = useCallback(() => {
    running.current?.abort();
    setState({});
  }, []);
  const isRunning = state.wanted !== undefined && state.error === undefined && !state.report?.isDone;
  return { ...state, isRunning, start, cancel };
}
