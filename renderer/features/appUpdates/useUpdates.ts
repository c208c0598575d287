import { useEffect, useState } from 'react';
import { type AppError, toAppError } from '../../../contract/errors.ts';
import type { PartVersions, UpdateStatus } from '../../../contract/model/update.ts';
import { client, follow } from '../../rpc/index.ts';

/** How far an update of the app is, as it changes. */
export function useUpdateStatus(): { readonly status?: UpdateStatus; readonly error?: AppError } {
  const [known, setKnown] = useState<{ readonly status?: UpdateStatus; readonly error?: AppError }>({});
  useEffect(
    () =>
      follow({
        open: (signal) => client.updates.watch({}, { signal }),
        onItem: (status) => setKnown({ status }),
        onError: (error) => setKnown({ error }),
      }),
    [],
  );
  return known;
}

/** Versions of what is beside the app. */
export function usePartVersions(): { readonly parts?: readonly PartVersions[]; readonly error?: AppError } {
  const [known, setKnown] = useState<{ readonly parts?: readonly PartVersions[]; readonly error?: AppError }>({});
  useEffect(() => {
    const abort = new AbortController();
    client.updates.parts({}, { signal: abort.signal }).then(
      (parts) => setKnown({ parts }),
      (thrown: unknown) => !abort.signal.aborted && setKnown({ error: toAppError(thrown) }),
    );
    return () => abort.abort();
  }, []);
  return known;
}
