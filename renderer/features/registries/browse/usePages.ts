import { useEffect, useState } from 'react';
import { type AppError, toAppError } from '../../../../contract/errors.ts';

export interface Pages {
  readonly names: readonly string[];
  readonly isLoading: boolean;
  readonly error?: AppError;
}

/** Names that come page by page; once for each `key`. An undefined key asks for nothing. */
export function usePages(
  key: string | undefined,
  open: (signal: AbortSignal) => AsyncIterable<readonly string[]>,
): Pages {
  const [state, setState] = useState<Pages & { readonly key?: string }>({ names: [], isLoading: false });
  useEffect(() => {
    if (key === undefined) return;
    const abort = new AbortController();
    const { signal } = abort;
    async function read() {
      let names: readonly string[] = [];
      setState({ key, names, isLoading: true });
      try {
        for await (const page of open(signal)) {
          if (signal.aborted) return;
          names = [...names, ...page];
          setState({ key, names, isLoading: true });
        }
        if (!signal.aborted) setState({ key, names, isLoading: false });
      } catch (thrown) {
        if (!signal.aborted) setState({ key, names, isLoading: false, error: toAppError(thrown) });
      }
    }
    void read();
    return () => abort.abort();
    // oxlint-disable-next-line react/exhaustive-deps -- the key says what is asked for; the function is a new one each time
  }, [key]);
  return state.key === key ? state : { names: [], isLoading: key !== undefined };
}
