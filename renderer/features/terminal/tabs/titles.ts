import type { SessionState, TerminalStatus } from '../session/terminalSession.ts';
import { t } from '../texts/index.ts';

/** What a tab is called: what runs in it, numbered where the same container has it more than once. */
export function titlesOf(sessions: readonly SessionState[]): ReadonlyMap<string, string> {
  const seen = new Map<string, number>();
  return new Map(
    sessions.map((session) => {
      const name = nameOf(session);
      const place = `${session.target.ref.context}/${session.target.ref.id}/${name}`;
      const number = (seen.get(place) ?? 0) + 1;
      seen.set(place, number);
      return [session.key, number === 1 ? name : `${name} ${number}`];
    }),
  );
}

function nameOf({ target, program }: SessionState): string {
  if (target.type === 'attach') return t('main process');
  return (program ?? target.shell ?? 'shell').split('/').at(-1) || 'shell';
}

export const hasEnded = ({ type }: TerminalStatus): boolean =>
  type === 'ended' || type === 'failed' || type === 'detached';
