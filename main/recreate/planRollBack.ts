import { randomBytes } from 'node:crypto';
import { AppFailure } from '../../contract/errors.ts';
import type { Connection } from '../docker/connection.ts';
import { nameOf } from './made.ts';
import type { Member, Operation } from './operation.ts';
import { policyOf } from './steps.ts';
import { inspectIfThere } from './world.ts';

/** The same as a change, the other way round: the kept one takes the place of the present one, which is kept then. */
export async function planRollBack(connection: Connection, kept: Operation): Promise<Operation> {
  const id = randomBytes(4).toString('hex');
  const members = await Promise.all(kept.members.map((member) => reversed(connection, id, member)));
  return {
    ...kept,
    id,
    title: `Roll back ${members[0]?.name ?? ''}`,
    startedAt: Date.now(),
    endedAt: undefined,
    way: 'in-place',
    keepOld: true,
    phase: 'stop',
    isGoingBack: false,
    because: undefined,
    members,
    replaces: [kept.id],
  };
}

async function reversed(connection: Connection, id: string, member: Member): Promise<Member> {
  const [kept, present] = await Promise.all([
    inspectIfThere(connection, member.oldId),
    member.newId === undefined ? undefined : inspectIfThere(connection, member.newId),
  ]);
  if (!kept) {
    throw new AppFailure({
      code: 'not-found',
      message: `The old “${member.name}” was removed meanwhile.`,
      hint: 'The history of the container has its settings.',
    });
  }
  const name = present ? nameOf(present) : member.name;
  const wasRunning = present?.State.Running === true || present?.State.Restarting === true;
  return {
    name,
    oldId: present?.Id ?? member.newId ?? '',
    newId: kept.Id,
    freshName: nameOf(kept),
    asideName: `${name}-before-${id}`,
    wasRunning,
    // Also where the present one has died: that may be why they go back.
    willRun: wasRunning || member.wasRunning,
    oldPolicy: policyOf(present?.HostConfig.RestartPolicy),
    kept: { policy: member.oldPolicy },
  };
}
