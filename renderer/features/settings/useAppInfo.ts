import { useEffect, useState } from 'react';
import { type AppError, toAppError } from '../../../contract/errors.ts';
import type { AppInfo } from '../../../contract/model/system.ts';
import { client } from '../../rpc/index.ts';

/** What Gantry is itself: its version and where it runs. */
export function useAppInfo(): { readonly info?: AppInfo; readonly error?: AppError } {
  const [answer, setAnswer] = useState<{ readonly info?: AppInfo; readonly error?: AppError }>({});
  useEffect(() => {
    const abort = new AbortController();
    client.app.info({}, { signal: abort.signal }).then(
      (info) => setAnswer({ info }),
      (thrown: unknown) => {
        if (!abort.signal.aborted) setAnswer({ error: toAppError(thrown) });
      },
    );
    return () => abort.abort();
  }, []);
  return answer;
}
