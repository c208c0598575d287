import { fetchLateCode } from '../../ui/index.ts';
import { readOwnTerminals } from './session/ownTerminals.ts';

/** After the page was loaded anew: main ends the terminals of a page that went away a minute later. */
export async function takeUpTerminals(): Promise<void> {
  if (readOwnTerminals().length === 0) return;
  await fetchLateCode();
  const { terminalSessions } = await import('./session/sessions.ts');
  await terminalSessions.load();
}
