import { useCallback, useEffect, useState } from 'react';
import { type AppError, toAppError } from '../../../contract/errors.ts';

interface Answer<T> {
  readonly value?: T;
  readonly error?: AppError;
  readonly again: () => void;
}

/** Asks once for each `key`, not at all without one; what comes too late is dropped. */
export function useAnswer<T>(key: string | undefined, ask: (signal: AbortSignal) => Promise<T>): Answer<T> {
  const [turn, setTurn] = useState(0);
  const [state, setState] = useState<{ readonly asked: string; readonly value?: T; readonly error?: AppError }>();
  const asked = key === undefined ? undefined : `${turn} ${key}`;
  useEffect(() => {
    if (asked === undefined) return;
    const abort = new AbortController();
    ask(abort.signal).then(
      (value) => !abort.signal.aborted && setState({ asked, value }),
      (thrown: unknown) => !abort.signal.aborted && setState({ asked, error: toAppError(thrown) }),
    );
    return () => abort.abort();
    // oxlint-disable-next-line react/exhaustive-deps -- the key says what is asked for; the function is a new one each time
  }, [asked]);
  const again = useCallback(() => setTurn((last) => last + 1), []);
  const isOfKey = state !== undefined && state.asked === asked;
  return { value: isOfKey ? state.value : undefined, error: isOfKey ? state.error : undefined, again };
}
