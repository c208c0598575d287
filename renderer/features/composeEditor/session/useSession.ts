import { useSyncExternalStore } from 'react';
import type { ComposeSession, SessionState } from './session.ts';

/** What an open file is at the moment; renders again after each change of it. */
export const useSession = (session: ComposeSession): SessionState =>
  useSyncExternalStore(session.subscribe, session.state);
