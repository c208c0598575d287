import { useCallback, useEffect, useState } from 'react';
import { useSelector } from 'react-redux';
import { type AppError, toAppError } from '../../../contract/errors.ts';
import type { Builder } from '../../../contract/model/builder.ts';
import { client } from '../../rpc/index.ts';
import { jobsSlice } from '../jobs/index.ts';

const { selectJobEntities } = jobsSlice.selectors;
type Root = Parameters<typeof selectJobEntities>[0];

const selectBooted = (root: Root) =>
  Object.values(selectJobEntities(root)).reduce(
    (last, job) => (job.kind === 'builder' ? Math.max(last, job.endedAt ?? 0) : last),
    0,
  );

/** buildx keeps its builders in files and tells nobody of a change: asked for when shown, and after each change here. */
export function useBuilders(context: string) {
  const [answer, setAnswer] = useState<{
    readonly key: string;
    readonly builders?: readonly Builder[];
    readonly error?: AppError;
  }>();
  const [turn, setTurn] = useState(0);
  const booted = useSelector(selectBooted);
  const key = `${turn} ${booted}`;
  useEffect(() => {
    const abort = new AbortController();
    client.builders.list({ context }, { signal: abort.signal }).then(
      (builders) => setAnswer({ key, builders }),
      (thrown: unknown) => {
        if (!abort.signal.aborted) setAnswer((before) => ({ ...before, key, error: toAppError(thrown) }));
      },
    );
    return () => abort.abort();
  }, [context, key]);
  return {
    builders: answer?.builders,
    error: answer?.error,
    isLoading: answer?.key !== key,
    reload: useCallback(() => setTurn((last) => last + 1), []),
  };
}
