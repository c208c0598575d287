import { useMemo, useSyncExternalStore } from 'react';
import { client, follow } from '../../../rpc/index.ts';
import { LogSession, type LogSnapshot } from './logSession.ts';
import type { LogQuery, ReadDeps } from './readLogs.ts';

/** Where lines come from, if not from containers. */
export type ReadLines = ReadDeps['client']['logs']['read'];

/** A session that exists while somebody looks: begun with the first subscription, ended with the last. */
function createHolder(query: LogQuery, names: readonly string[], read: ReadLines | undefined) {
  let session: LogSession | undefined;
  let subscribers = 0;
  return {
    get: () => session,
    subscribe: (listener: () => void) => {
      subscribers += 1;
      const source = read ? { contexts: client.contexts, logs: { read } } : client;
      session ??= new LogSession({ ...query, names }, { client: source, follow });
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
export function useLogSession(
  query: LogQuery,
  names: readonly string[],
  attempt: number,
  read?: ReadLines,
): LogSession | undefined {
  const key = JSON.stringify([query, names, attempt]);
  const holder = useMemo(() => {
    const [asked, called] = JSON.parse(key) as [LogQuery, string[]];
    return createHolder(asked, called, read);
    // oxlint-disable-next-line react/exhaustive-deps -- the key says what is read; the function is a new one each time
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
