import type { TerminalTarget } from '../../../contract/model/terminal.ts';
import { fetchLateCode } from '../../ui/index.ts';

/** Beside those that are open; whoever then looks at the container’s terminals sees this one. */
export async function openTerminal(target: TerminalTarget, containerName: string): Promise<void> {
  await fetchLateCode();
  const { terminalSessions } = await import('./session/sessions.ts');
  // What was there before the page was loaded anew comes first.
  await terminalSessions.load();
  terminalSessions.open(target, containerName);
}
