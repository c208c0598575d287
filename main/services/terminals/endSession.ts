import type { Connection } from '../../docker/connection.ts';
import { containerEvents } from '../../docker/containerEvents.ts';
import { toFailure } from '../../docker/errors.ts';
import { requestJson, requestStream } from '../../docker/request.ts';
import { endSessionCommand } from './shellScripts.ts';

/**
 * Ends what runs in a terminal's session in a container, and resolves when it is gone. In a paused container nothing can
 * be run: there it is done as soon as it goes on.
 */
export async function endSession(
  connection: Connection,
  containerId: string,
  interpreter: string,
  sessionId: number,
): Promise<void> {
  try {
    await run(connection, containerId, endSessionCommand(interpreter, sessionId));
  } catch (thrown) {
    const { error } = toFailure(thrown, { context: connection.context, kind: 'container' });
    // Stopped or gone: then its processes are too. Without the engine nothing can be done.
    if (error.code !== 'conflict' || !/paused/i.test(error.engineText ?? '')) return;
    await whenUnpaused(connection, containerId, () => endSession(connection, containerId, interpreter, sessionId));
  }
}

/** As root, whoever the terminal's user was: what was begun with `su` or `sudo` ends too. */
async function run({ docker, signal }: Connection, containerId: string, command: string[]): Promise<void> {
  const { Id } = await requestJson<{ Id: string }>(docker, {
    method: 'POST',
    path: `/containers/${containerId}/exec`,
    body: { AttachStdout: true, AttachStderr: true, User: '0', Cmd: command },
    signal,
  });
  const output = await requestStream(docker, {
    method: 'POST',
    path: `/exec/${Id}/start`,
    body: { Detach: false, Tty: false },
    signal,
  });
  for await (const chunk of output) void chunk; // it ends when the command does
}

async function whenUnpaused(connection: Connection, containerId: string, then: () => Promise<void>): Promise<void> {
  const stop = await containerEvents(connection).listen({
    event({ id, action }) {
      if (id !== containerId || action === 'pause' || action === 'start') return;
      stop();
      if (action === 'unpause') then().catch(() => {}); // without the engine nothing can be done
    },
    lost: () => {},
  });
}
