import { createContext, useContext, useEffect, useSyncExternalStore } from 'react';
import { terminalSessions } from './sessions.ts';
import type { SessionState } from './terminalSession.ts';
import type { TerminalSessions } from './terminalSessions.ts';

/** The page's terminals; others in a test. */
export const SessionsContext = createContext<TerminalSessions>(terminalSessions);

export function useSessions(): { readonly sessions: TerminalSessions; readonly states: readonly SessionState[] } {
  const sessions = useContext(SessionsContext);
  const states = useSyncExternalStore(sessions.subscribe, sessions.list);
  useEffect(() => void sessions.load(), [sessions]);
  return { sessions, states };
}
