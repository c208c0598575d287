import { useCallback, useEffect, useState } from 'react';
import { type AppError, toAppError } from '../../contract/errors.ts';

export interface Loaded<T> {
  /** The last one that came, also while a newer one is on its way. */
  readonly value?: T;
  readonly error?: AppError;
  readonly isLoading: boolean;
  readonly reload: () => void;
}

/** Asks once for each `key`, and again on `reload`; nothing for an empty one. An answer that comes too late is dropped. */
export function useLoad<T>(key: string, load: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [state, setState] = useState<{ readonly key: string; readonly value?: T; readonly error?: AppError }>({
    key: '',
  });
  const [turn, setTurn] = useState(0);
  const asked = `${key} ${turn}`;

  useEffect(() => {
    if (key === '') return;
    const abort = new AbortController();
    load(abort.signal).then(
      (value) => !abort.signal.aborted && setState({ key: asked, value }),
      (thrown: unknown) => {
        if (!abort.signal.aborted) setState(({ value }) => ({ key: asked, value, error: toAppError(thrown) }));
      },
    );
    return () => abort.abort();
    // oxlint-disable-next-line react/exhaustive-deps -- the key says what is asked for; the function is a new one each time
  }, [asked]);

  const reload = useCallback(() => setTurn((last) => last + 1), []);
  const isOfKey = state.key.slice(0, state.key.lastIndexOf(' ')) === key;
  return {
    value: isOfKey ? state.value : undefined,
    error: isOfKey ? state.error : undefined,
    isLoading: key !== '' && state.key !== asked,
    reload,
  };
}
