import { useCallback, useEffect, useState } from 'react';
import { type AppError, toAppError } from '../../../contract/errors.ts';
import type { CompareProgress, ImageComparison } from '../../../contract/model/imageFiles.ts';
import { client } from '../../rpc/index.ts';

export interface Comparing {
  readonly progress?: Extract<CompareProgress, { type: 'progress' }>;
  readonly comparison?: ImageComparison;
  readonly error?: AppError;
  readonly again: () => void;
}

/** Compares for as long as somebody looks; leaving ends the reading at the engine. */
export function useComparison(context: string, before: string, after: string): Comparing {
  const [turn, setTurn] = useState(0);
  const [state, setState] = useState<Omit<Comparing, 'again'> & { readonly key: string }>();
  const key = `${turn} ${context} ${before} ${after}`;
  useEffect(() => {
    const abort = new AbortController();
    const { signal } = abort;
    const read = async () => {
      for await (const step of client.layers.compare({ context, before, after }, { signal })) {
        if (signal.aborted) return;
        setState(step.type === 'compared' ? { key, comparison: step.comparison } : { key, progress: step });
      }
    };
    read().catch((thrown: unknown) => !signal.aborted && setState({ key, error: toAppError(thrown) }));
    return () => abort.abort();
  }, [context, before, after, key]);
  const { progress, comparison, error } = state?.key === key ? state : {};
  return {
    ...(progress && { progress }),
    ...(comparison && { comparison }),
    ...(error && { error }),
    again: useCallback(() => setTurn((last) => last + 1), []),
  };
}
