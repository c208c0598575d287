import { useMemo, useSyncExternalStore } from 'react';
import { client, follow } from '../../../rpc/index.ts';
import { LogSession, type LogSnapshot } from './logSession.ts';
import type { LogQuery } from './readLogs.ts';

/** A session that exists while somebody looks: begun with the first subscription, ended with the last. */
function createHolder(query: LogQuery, names: readonly string[]) {
  let session: LogSession | undefined;
  let subscribers = 0;
  return {
    get: () => session,
    subscribe: (listener: () => void) => {
      subscribers += 1;
      session ??= new LogSession({ ...query, names }, { client, follow });
      listener();
      return () => {
        subscribers -= 1;
        if (subscribers > 0) return;
        session?.dispose();
        session = undefined;
      };
    },
  };
}

/** Reads these logs while the component lives. Another question is another session. */
export function useLogSession(query: LogQuery, names: readonly string[], attempt: number): LogSession | undefined {
  const key = JSON.stringify([query, names, attempt]);
  const holder = useMemo(() => {
    const [asked, called] = JSON.parse(key) as [LogQuery, string[]];
    return createHolder(asked, called);
  }, [key]);
  return useSyncExternalStore(holder.subscribe, holder.get);
}

const BEFORE: LogSnapshot = {
  phase: 'reading',
  isPaused: false,
  lineCount: 0,
  droppedCount: 0,
  shownCount: 0,
  matchCount: 0,
  isSearching: false,
};
const never = () => () => {};
const before = () => BEFORE;

export const useLogSnapshot = (session: LogSession | undefined): LogSnapshot =>
  useSyncExternalStore(session?.subscribe ?? never, session?.getSnapshot ?? before);
