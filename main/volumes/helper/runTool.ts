import { AppFailure } from '../../../contract/errors.ts';
import type { Connection } from '../../docker/connection.ts';
import { Demultiplexer } from '../../docker/demux.ts';
import { toFailure } from '../../docker/errors.ts';
import { requestJson, requestPipe } from '../../docker/request.ts';
import { type ScanEntry, ScanReader } from './scanOutput.ts';

/** Starts the helper, reads what its program writes, and waits for its end. Rejects where it could not do all. */
export async function runTool(
  connection: Connection,
  id: string,
  onEntry: (entry: ScanEntry) => void,
  signal: AbortSignal,
): Promise<void> {
  const { docker, context } = connection;
  const reader = new ScanReader(onEntry);
  try {
    const pipe = await requestPipe(docker, {
      method: 'POST',
      path: `/containers/${id}/attach`,
      query: { stream: true, stdout: true },
      signal,
    });
    try {
      await requestJson(docker, { method: 'POST', path: `/containers/${id}/start`, signal });
      const frames = new Demultiplexer({
        frame: () => {},
        piece: (chunk, from, to) => reader.push(chunk.subarray(from, to)),
      });
      for await (const chunk of pipe) frames.push(chunk as Buffer);
    } finally {
      pipe.destroy();
    }
    signal.throwIfAborted();
  } catch (thrown) {
    throw toFailure(thrown, { context, kind: 'container', name: 'the helper' }, signal);
  }
  const [first] = reader.unreadable;
  if (first) throw notReached(first.path, first.errno, reader.unreadable.length);
  if (!reader.isWhole) throw cutOff(await exitOf(connection, id));
}

function notReached(path: string, errno: number, count: number): AppFailure {
  const name = Buffer.from(path, 'latin1').toString('utf8');
  const others = count === 1 ? '' : ` and ${count - 1} more`;
  return new AppFailure({
    code: 'permission-denied',
    message: `The volume’s “${name || '/'}”${others} could not be reached (error ${errno} of the engine’s kernel).`,
    hint: 'A file that cannot be changed (chattr +i), a server that refuses root, or a full disk is behind this.',
  });
}

/** An engine that dies ends the output as a program that dies does: so it is asked, and rejects when it is gone. */
async function exitOf({ docker, context }: Connection, id: string): Promise<number> {
  const request = { method: 'GET', path: `/containers/${id}/json` } as const;
  const { State } = await requestJson<{ readonly State: { readonly ExitCode: number } }>(docker, request).catch(
    (thrown: unknown) => {
      throw toFailure(thrown, { context, kind: 'container', name: 'the helper' });
    },
  );
  return State.ExitCode;
}

const cutOff = (exitCode: number) =>
  new AppFailure({
    code: 'unexpected',
    message: 'The helper container ended before it was done.',
    hint: 'The engine may have been stopped. Try again.',
    detail: `no last line, exit code ${exitCode}`,
  });
