import { inspectMade } from '../made.ts';
import type { Operation, Phase } from '../operation.ts';
import { openRecreate, withVariable } from './openRecreate.ts';

export interface Death {
  readonly socketPath: string;
  readonly dir: string;
  readonly container: string;
  /** At the note of this phase: before it is on the disk, so that the one before has been done; or just after. */
  readonly phase: Phase | 'kept' | 'back';
  readonly when: 'before' | 'after';
}

/** Changes a container, and is killed in the middle of it: run it in a process of its own. */
export async function changeAndDie({ socketPath, dir, container, phase, when }: Death): Promise<void> {
  const die = (operation: Operation) => {
    if ((operation.isGoingBack ? 'back' : operation.phase) === phase) process.kill(process.pid, 'SIGKILL');
  };
  const fails = (body: Record<string, unknown>) => ({ ...body, Cmd: ['sh', '-c', 'exit 3'] });
  const change = phase === 'back' ? fails : withVariable('CHANGED=1');
  const { recreate, connect, doing } = await openRecreate({ socketPath, dir, [when]: die });
  const connection = await connect();
  const made = await inspectMade(connection, container);
  await recreate.replace(
    connection,
    { title: `Change ${container}`, made, old: {}, change, keepOld: true, watchMs: 300 },
    doing,
  );
}
