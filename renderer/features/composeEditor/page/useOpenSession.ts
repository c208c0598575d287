import { useEffect, useState } from 'react';
import { type AppError, toAppError } from '../../../../contract/errors.ts';
import type { StackFiles } from '../../../../contract/model/stack.ts';
import type { OpenSession } from '../session/createSession.ts';
import { leaveSession, openSession } from '../session/openSessions.ts';

/** The session of a file for as long as it is shown. Another file is another component. */
export function useOpenSession(path: string, stack?: StackFiles) {
  const [session, setSession] = useState<OpenSession>();
  const [error, setError] = useState<AppError>();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    let mine: OpenSession | undefined;
    openSession(path, stack, abort.signal).then(
      (opened) => {
        if (abort.signal.aborted) return leaveSession(opened);
        mine = opened;
        setSession(opened);
      },
      (thrown: unknown) => !abort.signal.aborted && setError(toAppError(thrown)),
    );
    return () => {
      abort.abort();
      if (mine) leaveSession(mine);
    };
  }, [path, stack, turn]);
  const retry = () => {
    setError(undefined);
    setTurn((last) => last + 1);
  };
  return { session, error, retry };
}
