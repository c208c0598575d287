import { useCallback, useEffect, useState } from 'react';
import { useSelector } from 'react-redux';
import { type AppError, toAppError } from '../../../contract/errors.ts';
import type { BuildCacheRecord } from '../../../contract/model/buildCache.ts';
import { client } from '../../rpc/index.ts';
import { jobsSlice } from '../jobs/index.ts';

interface Cache {
  readonly records?: readonly BuildCacheRecord[];
  readonly error?: AppError;
  readonly isLoading: boolean;
  readonly reload: () => void;
}

const { selectJobEntities } = jobsSlice.selectors;
type Root = Parameters<typeof selectJobEntities>[0];

/** Builds and prunes change the cache, and no event says so: it is asked for again when a job of this engine ends. */
const selectEnded = (context: string) => (root: Root) =>
  Object.values(selectJobEntities(root)).reduce(
    (last, job) => (job.context === context ? Math.max(last, job.endedAt ?? 0) : last),
    0,
  );

/** The records of an engine’s cache; the last ones stay while newer ones are on their way. */
export function useCache(context: string): Cache {
  const [answer, setAnswer] = useState<{
    readonly key: string;
    readonly records?: readonly BuildCacheRecord[];
    readonly error?: AppError;
  }>();
  const [turn, setTurn] = useState(0);
  const endedAt = useSelector(selectEnded(context));
  const key = `${turn} ${endedAt}`;
  useEffect(() => {
    const abort = new AbortController();
    client.buildCache.list({ context }, { signal: abort.signal }).then(
      (records) => setAnswer({ key, records }),
      (thrown: unknown) => {
        if (!abort.signal.aborted) setAnswer((before) => ({ ...before, key, error: toAppError(thrown) }));
      },
    );
    return () => abort.abort();
  }, [context, key]);
  return {
    ...(answer?.records && { records: answer.records }),
    ...(answer?.error && { error: answer.error }),
    isLoading: answer?.key !== key,
    reload: useCallback(() => setTurn((last) => last + 1), []),
  };
}
