import { AppFailure } from '../../../contract/errors.ts';
import { toFailure } from '../../docker/errors.ts';
import type { Connection } from '../../docker/connection.ts';
import { requestJson } from '../../docker/request.ts';
import { describe } from '../program/operations.ts';
import { type RunningProgram, startProgram, stopProgram } from '../program/startProgram.ts';
import { holdRoot } from './holdRoot.ts';

interface Stopped {
  readonly connection: Connection;
  readonly containerId: string;
  /** Where the engine mounts it. */
  readonly root: string;
  readonly name: string;
}

/** How long the engine may take to mount it. */
const MOUNT_WITHIN_MS = 10_000;
const AGAIN_MS = 50;

/**
 * Runs something with a program that sees the files of a container that does not run. The engine mounts them, as it
 * does for `docker cp`, and keeps the container from starting meanwhile; a helper has that mount, and nothing else. The
 * mount of the helper goes with the helper, which ends when Gantry does.
 */
export async function withStoppedRoot<T>(
  { connection, containerId, root, name }: Stopped,
  signal: AbortSignal,
  run: (program: RunningProgram) => Promise<T>,
): Promise<T> {
  const held = holdRoot(connection, containerId, AbortSignal.any([signal, connection.signal]));
  let program: RunningProgram | undefined;
  try {
    const asked = (async () => {
      program = await startIn(connection, root, signal);
      await refuseStarted(connection, containerId);
      return run(program);
    })();
    asked.catch(() => {}); // the other may be the first to fail
    return await Promise.race([asked, held.lost]);
  } catch (thrown) {
    throw toFailure(thrown, { context: connection.context, kind: 'container', name }, signal);
  } finally {
    // First the helper: when the engine mounts it again, nobody else has it.
    if (program) await stopProgram(connection, program);
    await held.release();
  }
}

/** The directory is made just before it is mounted: a helper that was too early has an empty one. */
async function startIn(connection: Connection, path: string, signal: AbortSignal): Promise<RunningProgram> {
  const until = Date.now() + MOUNT_WITHIN_MS;
  for (;;) {
    signal.throwIfAborted();
    try {
      const program = await startProgram(connection, { kind: 'directory', path }, signal);
      // The engine puts this into each container.
      const isMounted = await describe(program, '/.dockerenv', signal).then(
        () => true,
        () => false,
      );
      if (isMounted) return program;
      await stopProgram(connection, program);
    } catch (thrown) {
      if (Date.now() > until || !isNotThereYet(thrown)) throw thrown;
    }
    if (Date.now() > until) throw notMounted();
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  }
}

const isNotThereYet = (thrown: unknown): boolean =>
  thrown instanceof AppFailure && JSON.stringify(thrown.error).includes('bind source path does not exist');

/** By the list, as to inspect it would wait until it is let go. */
async function refuseStarted({ docker }: Connection, id: string): Promise<void> {
  const filters = JSON.stringify({ id: [id] });
  const [found] = await requestJson<readonly { readonly State: string }[]>(docker, {
    method: 'GET',
    path: '/containers/json',
    query: { all: true, filters },
  });
  if (found && ['created', 'exited', 'dead'].includes(found.State)) return;
  throw new AppFailure({
    code: 'conflict',
    message: 'The container was started meanwhile.',
    hint: 'Nothing was changed. Try again: it is looked at in another way while it runs.',
  });
}

const notMounted = () =>
  new AppFailure({
    code: 'unsupported',
    message: 'The engine does not show where it mounts the files of this container.',
    hint: 'Start the container first: then its files can be renamed and removed.',
  });
