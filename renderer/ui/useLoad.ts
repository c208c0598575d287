import { useCallback, useEffect, useState } from 'react';
import { type AppError, toAppError } from '../../contract/errors.ts';

export interface Loaded<T> {
  /** The last one that came, also while a newer one is on its way. */
  readonly value?: T;
  readonly error?: AppError;
  readonly isLoading: boolean;
  readonly reload: () => void;
}

/**
 * Asks once for each key, after it has stood still for `settleMs`, and again on `reload`; nothing without one. An
 * answer that comes too late is dropped, and what is not wanted any more is cancelled.
 */
export function useLoad<T>(
  wanted: string | undefined,
  load: (signal: AbortSignal) => Promise<T>,
  settleMs = 0,
): Loaded<T> {
  const key = wanted ?? '';
  const [state, setState] = useState<{ readonly key: string; readonly value?: T; readonly error?: AppError }>({
    key: '',
  });
  const [turn, setTurn] = useState(0);
  const asked = `${key} ${turn}`;

  useEffect(() => {
    if (key === '') return;
    const abort = new AbortController();
    const start = () =>
      void load(abort.signal).then(
        (value) => !abort.signal.aborted && setState({ key: asked, value }),
        (thrown: unknown) => {
          if (abort.signal.aborted) return;
          const error = toAppError(thrown);
          // What came for another key is nothing to go on showing.
          setState((last) => ({ key: asked, ...(keyOf(last.key) === key && { value: last.value }), error }));
        },
      );
    const timer = settleMs > 0 ? setTimeout(start, settleMs) : undefined;
    if (timer === undefined) start();
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
    // oxlint-disable-next-line react/exhaustive-deps -- the key says what is asked for; the function is a new one each time
  }, [asked, settleMs]);

  const reload = useCallback(() => setTurn((last) => last + 1), []);
  const isOfKey = key !== '' && keyOf(state.key) === key;
  return {
    value: isOfKey ? state.value : undefined,
    error: isOfKey ? state.error : undefined,
    isLoading: key !== '' && state.key !== asked,
    reload,
  };
}

/** Without the turn. */
const keyOf = (asked: string): string => asked.slice(0, asked.lastIndexOf(' '));
