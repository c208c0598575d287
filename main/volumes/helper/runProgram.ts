import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import { type AppError, AppFailure, toAppError } from '../../../contract/errors.ts';
import type { Connection } from '../../docker/connection.ts';
import { Demultiplexer } from '../../docker/demux.ts';
import { toFailure } from '../../docker/errors.ts';
import { requestJson, requestPipe } from '../../docker/request.ts';
import type { ReportReader, Unreadable } from './report.ts';

/** The helper’s program could not do it; the engine itself perhaps can. */
export class ProgramFailed extends AppFailure {}

const LOST: readonly AppError['code'][] = ['cancelled', 'engine-unreachable', 'disconnected'];
/** Before it had begun: another machine, its user namespaces, or a policy. There is another way then. */
export const isRefusal = (thrown: unknown): boolean =>
  thrown instanceof ProgramFailed || !LOST.includes(toAppError(thrown).code);

export interface ProgramStreams {
  readonly report: ReportReader;
  /** What it reads; what keeps these bytes from coming is thrown as it is. */
  readonly input?: AsyncIterable<Uint8Array>;
}

/**
 * Starts a helper container, and gives what its program writes to its output. The program ends with this connection. Throws `ProgramFailed` where
 * it could not do all, `AppFailure` where the engine was lost or a disk is full.
 */
export async function* runProgram(
  connection: Connection,
  id: string,
  { report, input }: ProgramStreams,
  signal: AbortSignal,
): AsyncGenerator<Buffer, void, undefined> {
  const { docker, context } = connection;
  const fed: { failure?: unknown } = {};
  try {
    const path = `/containers/${id}`;
    const query = { stream: true, stdin: true, stdout: true, stderr: true };
    const pipe = await requestPipe(docker, { method: 'POST', path: `${path}/attach`, query, signal });
    let feeding: Promise<void> | undefined;
    try {
      await start(connection, id, signal);
      feeding =
        input &&
        feed(pipe, input).catch((thrown: unknown) => {
          fed.failure = thrown;
          pipe.destroy(); // what broke off must not look like what has ended
        });
      let arrivedBytes = 0;
      let pieces: Buffer[] = [];
      let stream = 1;
      const frames = new Demultiplexer({
        frame: (number) => (stream = number),
        piece(chunk, from, to) {
          const piece = chunk.subarray(from, to);
          if (stream !== 1) return report.push(piece);
          pieces.push(piece);
          arrivedBytes += piece.byteLength;
        },
      });
      for await (const chunk of pipe) {
        frames.push(chunk as Buffer);
        yield* pieces;
        pieces = [];
        if (report.outputBytes !== undefined && arrivedBytes >= report.outputBytes) break;
      }
    } finally {
      pipe.destroy();
      await feeding;
    }
    signal.throwIfAborted();
    // An engine that dies ends the output as a program that dies does: so it is asked, and rejects when it is gone.
    if (fed.failure === undefined && !report.totals) await requestJson(docker, { method: 'GET', path: `${path}/json` });
  } catch (thrown) {
    if (fed.failure === undefined) throw toFailure(thrown, { context, kind: 'container', name: 'the helper' }, signal);
  }
  if (fed.failure !== undefined) throw fed.failure;
  const [first] = report.unreadable;
  if (first) throw notReached(first, report.unreadable.length);
  if (!report.totals) throw cutOff();
}

/** One that does not start is no lost engine: a policy, user namespaces, another processor than the engine says. */
async function start({ docker }: Connection, id: string, signal: AbortSignal): Promise<void> {
  await requestJson(docker, { method: 'POST', path: `/containers/${id}/start`, signal }).catch((thrown: unknown) => {
    if (typeof (thrown as { statusCode?: number }).statusCode !== 'number') throw thrown;
    const failure = toFailure(thrown, { context: '', kind: 'container', name: 'the helper' });
    throw new ProgramFailed(failure.error);
  });
}

/** It sees by the archive itself when it ends: not every tunnel to an engine closes one direction alone. */
async function feed(pipe: Duplex, input: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const chunk of input) {
    if (pipe.destroyed) return;
    if (pipe.write(chunk)) continue;
    const done = new AbortController();
    await Promise.race(['drain', 'close'].map((event) => once(pipe, event, { signal: done.signal }).catch(() => {})));
    done.abort();
  }
}

const NO_SPACE = [28, 122];

function notReached({ path, errno }: Unreadable, count: number): AppFailure {
  const name = Buffer.from(path, 'latin1').toString('utf8');
  const others = count === 1 ? '' : ` and ${count - 1} more`;
  if (NO_SPACE.includes(errno)) {
    return new AppFailure({
      code: 'no-space',
      message: `“${name || '/'}” did not fit on the engine’s disk any more.`,
      hint: 'Free some space there: remove images, containers or volumes that nobody needs.',
    });
  }
  return new ProgramFailed({
    code: 'permission-denied',
    message: `The volume’s “${name || '/'}”${others} could not be reached (error ${errno} of the engine’s kernel).`,
    hint: 'A file that cannot be changed (chattr +i), or a server that refuses root, is behind this.',
  });
}

const cutOff = () =>
  new ProgramFailed({
    code: 'unexpected',
    message: 'The helper container ended before it was done.',
    hint: 'The engine may have been stopped. Try again.',
    detail: 'no last line',
  });
