import { useEffect, useState } from 'react';
import { type AppError, toAppError } from '../../../contract/errors.ts';

export interface Loaded<T> {
  readonly value?: T;
  readonly error?: AppError;
  readonly isLoading: boolean;
}

/** Asks once for each `key`; nothing for an empty one. An answer that comes too late is dropped. */
export function useLoad<T>(key: string, load: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [state, setState] = useState<{ readonly key: string; readonly value?: T; readonly error?: AppError }>({
    key: '',
  });
  useEffect(() => {
    if (key === '') return;
    const abort = new AbortController();
    load(abort.signal).then(
      (value) => !abort.signal.aborted && setState({ key, value }),
      (thrown: unknown) => !abort.signal.aborted && setState({ key, error: toAppError(thrown) }),
    );
    return () => abort.abort();
    // oxlint-disable-next-line react/exhaustive-deps -- the key says what is asked for; the function is a new one each time
  }, [key]);
  if (state.key !== key) return { isLoading: key !== '' };
  return { value: state.value, error: state.error, isLoading: false };
}

/** The value as it was when it last stood still for a moment. */
export function useSettled<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}
