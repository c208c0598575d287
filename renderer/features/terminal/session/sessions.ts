import { client, follow } from '../../../rpc/index.ts';
import { createXtermScreen } from '../screen/xtermScreen.ts';
import { TerminalSessions } from './terminalSessions.ts';

/** The page's terminals. */
export const terminalSessions = new TerminalSessions({ client, follow, createScreen: createXtermScreen });
