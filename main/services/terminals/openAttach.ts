import type { Duplex } from 'node:stream';
import { AppFailure } from '../../../contract/errors.ts';
import type { Connection } from '../../docker/connection.ts';
import { Demultiplexer } from '../../docker/demux.ts';
import { toFailure } from '../../docker/errors.ts';
import { requestJson, requestPipe } from '../../docker/request.ts';
import { inspectContainer, whyGone } from './inspect.ts';
import { LineInput, withReturns } from './lineInput.ts';
import { send, type Size, type TerminalEnd } from './session.ts';
import { DETACH_KEYS } from './shellScripts.ts';

/**
 * The main process of a running container (`POST /containers/<id>/attach`). Closing the pipe detaches and stops nothing;
 * but where the input was to be opened once (`StdinOnce`) and there is no terminal in the container, the engine ends it.
 * Rejects with `not-found` or `conflict`.
 */
export async function openAttach(connection: Connection, id: string, size: Size): Promise<TerminalEnd> {
  const { docker, context, signal } = connection;
  const { name, program, hasTty, hasOpenStdin, isRunning, startedAt } = await inspectContainer(connection, id);
  // The engine would attach to it, and wait for its start.
  if (!isRunning) throw notRunning(name);
  const resize = async ({ columns, rows }: Size) => {
    const query = { h: rows, w: columns };
    // It may have ended meanwhile; nothing is lost then.
    await requestJson(docker, { method: 'POST', path: `/containers/${id}/resize`, query, signal }).catch(() => {});
  };
  try {
    const pipe = await requestPipe(docker, {
      method: 'POST',
      path: `/containers/${id}/attach`,
      query: { stream: true, stdin: hasOpenStdin, stdout: true, stderr: true, detachKeys: DETACH_KEYS },
      signal,
    });
    if (hasTty) {
      // Another size first: a program that gets the size it has does not draw itself again.
      await resize({ columns: size.columns, rows: size.rows + 1 });
      await resize(size);
    }
    return {
      program,
      ...(startedAt !== undefined && { processStartedAt: startedAt }),
      pipe,
      first: Buffer.alloc(0),
      ...(!hasTty && { unwrap: unframe() }),
      ...((!hasTty || !hasOpenStdin) && { write: typedInto(connection, id, pipe, hasTty, hasOpenStdin) }),
      resize: hasTty ? resize : () => Promise.resolve(),
      async ending() {
        const message = await whyGone(connection, id);
        if (message === undefined) return { message: 'Detached; the container runs on.' };
        const exitCode = await inspectContainer(connection, id).then(
          (now) => now.exitCode,
          () => undefined,
        );
        return { message, ...(exitCode !== undefined && { exitCode }) };
      },
      close: () => Promise.resolve(),
    };
  } catch (thrown) {
    throw toFailure(thrown, { context, kind: 'container', name }, signal);
  }
}

/** Without a terminal in the container, we are the terminal; without an open input nothing but Ctrl-C can be typed. */
function typedInto(
  connection: Connection,
  id: string,
  pipe: Duplex,
  hasTty: boolean,
  hasOpenStdin: boolean,
): TerminalEnd['write'] {
  const line = new LineInput();
  return async (bytes, show) => {
    const { input, echo, isInterrupted, hasEnded } = line.take(bytes, hasOpenStdin);
    if (!hasTty) show(echo);
    if (input.length > 0) await send(pipe, input);
    if (hasEnded) pipe.end();
    if (isInterrupted) await interrupt(connection, id);
  };
}

function notRunning(name: string): AppFailure {
  return new AppFailure({ code: 'conflict', message: `“${name}” is not running.`, hint: 'Start it first.' });
}

/** Both streams in the order in which they come, with the line ends that a screen needs. */
function unframe(): (chunk: Buffer) => readonly Buffer[] {
  let pieces: Buffer[] = [];
  const demux = new Demultiplexer({
    frame: () => {},
    piece: (chunk, from, to) => pieces.push(chunk.subarray(from, to)),
  });
  return (chunk) => {
    pieces = [];
    demux.push(chunk);
    return [withReturns(Buffer.concat(pieces))];
  };
}

/** Ctrl-C: what the terminal of a shell would do, and `docker attach` does. */
async function interrupt({ docker, signal }: Connection, id: string): Promise<void> {
  const path = `/containers/${id}/kill`;
  await requestJson(docker, { method: 'POST', path, query: { signal: 'SIGINT' }, signal }).catch(() => {});
}
