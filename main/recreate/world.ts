import { AppFailure } from '../../contract/errors.ts';
import type { Connection } from '../docker/connection.ts';
import { inspectMade, type MadeContainer } from './made.ts';
import type { Member, Operation } from './operation.ts';

/** What there is of a member, whatever the journal says. */
export interface Seen {
  readonly member: Member;
  readonly old: MadeContainer | undefined;
  readonly fresh: MadeContainer | undefined;
}

/** The new one may have been made just before a death: then only its name is known. */
export const look = (connection: Connection, { members }: Operation): Promise<readonly Seen[]> =>
  Promise.all(
    members.map(async (member) => {
      const [old, fresh] = await Promise.all([
        inspectIfThere(connection, member.oldId),
        inspectIfThere(connection, member.newId ?? member.freshName),
      ]);
      return { member, old, fresh };
    }),
  );

export async function inspectIfThere(connection: Connection, id: string): Promise<MadeContainer | undefined> {
  try {
    return await inspectMade(connection, id);
  } catch (thrown) {
    if (thrown instanceof AppFailure && thrown.error.code === 'not-found') return undefined;
    throw thrown;
  }
}

export type Course = 'on' | 'back' | 'nothing';

/** Where an interrupted one goes. What the person asked for is done where nothing speaks against it. */
export function courseOf({ phase, way, isGoingBack }: Operation, seen: readonly Seen[]): Course {
  if (seen.every(({ old, fresh }) => !old && !fresh)) return 'nothing';
  if (isGoingBack || seen.some(({ fresh }) => !fresh)) return 'back';
  // Nothing has happened to the old one yet.
  if (phase === 'create') return seen.some(({ old }) => !old) ? 'on' : 'back';
  // Somebody has started the old one again: they want that.
  const [first] = seen;
  const wasStopped = way === 'in-place' && (phase === 'swap' || phase === 'start' || phase === 'await');
  if (wasStopped && first?.old?.State.Running && !first.fresh?.State.Running) return 'back';
  return 'on';
}
