import type { Readable } from 'node:stream';
import type { Connection } from '../docker/connection.ts';
import { Demultiplexer } from '../docker/demux.ts';
import { toFailure } from '../docker/errors.ts';
import { requestJson, requestStream } from '../docker/request.ts';

/** More is no answer to what is asked here. */
const MOST_BYTES = 256 * 1024;
const AS_ROOT = '0';

export interface Ran {
  /** Undefined where the program is not there at all, or cannot be started. */
  readonly exitCode?: number;
  readonly output: string;
}

interface Inside {
  readonly containerId: string;
  readonly command: readonly string[];
  readonly timeoutMs: number;
}

/**
 * Runs a program beside the main process of a container (`POST /containers/{id}/exec`) and gives what it printed. The
 * program must end by itself: an exec that nobody reads any more goes on. Rejects with `AppFailure`.
 */
export async function runInside(
  connection: Connection,
  { containerId, command, timeoutMs }: Inside,
  signal: AbortSignal,
): Promise<Ran> {
  const { docker, context } = connection;
  const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  try {
    const { Id } = await requestJson<{ Id: string }>(docker, {
      method: 'POST',
      path: `/containers/${containerId}/exec`,
      // As root: others may not see what listens.
      body: { AttachStdout: true, AttachStderr: true, User: AS_ROOT, Cmd: command },
      signal: limit,
    });
    const stream = await requestStream(docker, {
      method: 'POST',
      path: `/exec/${Id}/start`,
      body: { Detach: false, Tty: false },
      signal: limit,
    });
    const output = await readFramed(stream);
    const { ExitCode } = await requestJson<{ ExitCode: number | null }>(docker, {
      method: 'GET',
      path: `/exec/${Id}/json`,
      signal: limit,
    });
    return ran(ExitCode ?? undefined, output);
  } catch (thrown) {
    if (signal.aborted) throw toFailure(signal.reason, { context }, signal);
    if (limit.aborted) return { output: '' };
    const failure = toFailure(thrown, { context, kind: 'container' }, signal);
    // Podman, and Docker for some programs, answer so where others say it in the stream.
    if (failure.error.code === 'invalid-input') return { output: failure.error.engineText ?? '' };
    throw failure;
  }
}

/** 126 and 127 with the runtime's own words: it was not there. A shell says these numbers of what it was told to run. */
const ran = (exitCode: number | undefined, output: string): Ran =>
  exitCode === undefined || ((exitCode === 126 || exitCode === 127) && /OCI runtime|exec failed|crun:/.test(output))
    ? { output }
    : { exitCode, output };

/** Both streams in the order in which they came. */
export async function readFramed(stream: Readable): Promise<string> {
  const pieces: Buffer[] = [];
  let length = 0;
  const demux = new Demultiplexer({
    frame: () => {},
    piece(chunk, from, to) {
      if (length > MOST_BYTES) return;
      length += to - from;
      pieces.push(Buffer.from(chunk.subarray(from, to)));
    },
  });
  for await (const chunk of stream) demux.push(chunk as Buffer);
  return Buffer.concat(pieces).toString();
}
