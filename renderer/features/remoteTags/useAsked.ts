import { useEffect, useState } from 'react';
import { type AppError, toAppError } from '../../../contract/errors.ts';

export interface Asked<T> {
  readonly value?: T;
  readonly error?: AppError;
  readonly isLoading: boolean;
}

/**
 * Asks once for each `key`, after it has stood still for a moment; an answer that comes too late is dropped, and what
 * is not wanted any more is cancelled. Without a key nothing is asked.
 */
export function useAsked<T>(key: string | undefined, ask: (signal: AbortSignal) => Promise<T>, settleMs = 0): Asked<T> {
  const [answer, setAnswer] = useState<{ readonly key: string; readonly value?: T; readonly error?: AppError }>();

  useEffect(() => {
    if (key === undefined) return undefined;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      ask(abort.signal).then(
        (value) => !abort.signal.aborted && setAnswer({ key, value }),
        (thrown: unknown) => !abort.signal.aborted && setAnswer({ key, error: toAppError(thrown) }),
      );
    }, settleMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
    // oxlint-disable-next-line react/exhaustive-deps -- the key says what is asked for; the function is a new one each time
  }, [key, settleMs]);

  const isOfKey = key !== undefined && answer?.key === key;
  return {
    ...(isOfKey && answer.value !== undefined && { value: answer.value }),
    ...(isOfKey && answer.error && { error: answer.error }),
    isLoading: key !== undefined && !isOfKey,
  };
}
