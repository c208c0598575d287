import type { Duplex } from 'node:stream';
import { AppFailure } from '../../../contract/errors.ts';
import type { TerminalTarget } from '../../../contract/model/terminal.ts';
import type { Connection } from '../../docker/connection.ts';
import { explainStart, toFailure } from '../../docker/errors.ts';
import { requestJson, requestPipe } from '../../docker/request.ts';
import { pause } from '../../live/pause.ts';
import { endSession } from './endSession.ts';
import { whyGone } from './inspect.ts';
import type { Ending, Size, TerminalEnd } from './session.ts';
import { DETACH_KEYS, shellCommand, type ShellIntro, takeIntro } from './shellScripts.ts';

const TERM = 'TERM=xterm-256color';
/** What can run the script that finds the shell; the second and later only where the first is missing. */
const INTERPRETERS = ['sh', '/bin/sh', 'bash', '/busybox/sh'];
const INTRO_MS = 10_000;
/** A program that cannot be started says so within this time. */
const FAILS_MS = 500;
const KILLED = 137;
const MOST_BEFORE_INTRO = 64 * 1024;

type ExecTarget = Extract<TerminalTarget, { type: 'exec' }>;

interface ExecState {
  readonly Running: boolean;
  readonly ExitCode: number | null;
}

interface Started {
  readonly execId: string;
  readonly pipe: Duplex;
  readonly interpreter: string | undefined;
  readonly intro: ShellIntro | undefined;
  readonly rest: Buffer;
}

/**
 * A shell beside the main process of a running container (`POST /containers/<id>/exec`). Rejects with `not-found`,
 * `conflict` (stopped, paused), `invalid-input` (user, folder) or `unsupported` (no shell).
 */
export async function openExec(connection: Connection, target: ExecTarget, size: Size): Promise<TerminalEnd> {
  const { id } = target.ref;
  const { execId, pipe, interpreter, intro, rest } = await start(connection, target, size);
  const program = intro?.program ?? target.shell ?? 'sh';
  let hasEnded = false;
  pipe.once('end', () => (hasEnded = true));
  return {
    program,
    pipe,
    first: rest,
    resize: (to) => resize(connection, execId, to),
    ending: () => howItEnded(connection, id, execId, program),
    async close() {
      if (!hasEnded && interpreter && intro) await endSession(connection, id, interpreter, intro.sessionId);
    },
  };
}

async function start(connection: Connection, target: ExecTarget, size: Size): Promise<Started> {
  for (const interpreter of INTERPRETERS) {
    const started = await tryStart(connection, target, size, shellCommand(interpreter, target.shell));
    if (typeof started === 'object') {
      if (started.intro?.program !== '') return { ...started, interpreter };
      started.pipe.destroy();
      throw noShell(target.shell);
    }
    const why = explainStart(started);
    if (why?.code === 'invalid-input' && why.path[0] === 'command') continue; // not this one: the next
    throw new AppFailure(
      why ?? { code: 'unexpected', message: 'The shell could not be started.', detail: started, engineText: started },
    );
  }
  // Without any shell to ask, a program that was named may still be there.
  if (target.shell === undefined) throw noShell(undefined);
  const direct = await tryStart(connection, target, size, [target.shell], true);
  if (typeof direct === 'string') throw noShell(target.shell);
  return { ...direct, interpreter: undefined };
}

function noShell(shell: string | undefined): AppFailure {
  return new AppFailure({
    code: 'unsupported',
    message: shell === undefined ? 'This container has no shell.' : `This container has no ${shell}.`,
    hint:
      shell === undefined
        ? 'Images made of a single program often have none. Its logs, files and processes can be seen all the same.'
        : 'Choose another shell, or let Gantry find one.',
  });
}

/** The exec with what it said first, or the text with which the engine says that it could not be started. */
async function tryStart(
  connection: Connection,
  { ref, user, workingDir }: ExecTarget,
  { columns, rows }: Size,
  command: readonly string[],
  isDirect = false,
): Promise<Omit<Started, 'interpreter'> | string> {
  const { docker, context, signal } = connection;
  const consoleSize = [rows, columns];
  try {
    const { Id: execId } = await requestJson<{ Id: string }>(docker, {
      method: 'POST',
      path: `/containers/${ref.id}/exec`,
      body: {
        AttachStdin: true,
        AttachStdout: true,
        AttachStderr: true,
        Tty: true,
        ConsoleSize: consoleSize,
        DetachKeys: DETACH_KEYS,
        Env: [TERM],
        Cmd: command,
        ...(user !== undefined && { User: user }),
        ...(workingDir !== undefined && { WorkingDir: workingDir }),
      },
      signal,
    });
    const pipe = await requestPipe(docker, {
      method: 'POST',
      path: `/exec/${execId}/start`,
      body: { Detach: false, Tty: true, ConsoleSize: consoleSize },
      signal,
    });
    // Engines before API 1.42 do not know the size before they start it.
    await resize(connection, execId, { columns, rows });
    const { found, output } = await readIntro(pipe, isDirect ? FAILS_MS : INTRO_MS);
    if (found) return { execId, pipe, intro: found.intro, rest: found.rest };
    if (pipe.readableEnded || pipe.destroyed) return output.toString().trim();
    return { execId, pipe, intro: undefined, rest: output };
  } catch (thrown) {
    const failure = toFailure(thrown, { context, kind: 'container' }, signal);
    // Podman answers so where Docker starts it and says it in the stream.
    const { error } = failure;
    if (error.code === 'invalid-input' && error.path[0] === 'command') return error.engineText ?? error.message;
    throw failure;
  }
}

/** Reads until the introduction is there, the stream ends, or it takes too long. The pipe is left paused. */
function readIntro(pipe: Duplex, patienceMs: number): Promise<{ found: ReturnType<typeof takeIntro>; output: Buffer }> {
  return new Promise((resolve) => {
    let output = Buffer.alloc(0);
    const done = () => {
      clearTimeout(timer);
      pipe.off('data', take).off('end', done).off('close', done).pause();
      resolve({ found: takeIntro(output), output });
    };
    const take = (chunk: Buffer) => {
      output = Buffer.concat([output, chunk]);
      if (takeIntro(output) || output.length > MOST_BEFORE_INTRO) done();
    };
    const timer = setTimeout(done, patienceMs);
    pipe.on('data', take).on('end', done).on('close', done);
  });
}

async function resize({ docker, signal }: Connection, execId: string, { columns, rows }: Size): Promise<void> {
  const path = `/exec/${execId}/resize`;
  // It may have ended meanwhile; nothing is lost then.
  await requestJson(docker, { method: 'POST', path, query: { h: rows, w: columns }, signal }).catch(() => {});
}

async function howItEnded(
  connection: Connection,
  containerId: string,
  execId: string,
  program: string,
): Promise<Ending> {
  const { docker, signal } = connection;
  try {
    for (let attempt = 0; attempt < 10; attempt++) {
      const state = await requestJson<ExecState>(docker, { method: 'GET', path: `/exec/${execId}/json`, signal });
      const gone = state.Running ? undefined : await whyGone(connection, containerId);
      if (gone) return { message: gone };
      const { Running, ExitCode: exitCode } = state;
      // Killed together with its container, it is gone a moment before that is.
      const mayBeKilledWithIt = exitCode === KILLED && attempt < 4;
      if (!Running && exitCode !== null && !mayBeKilledWithIt) {
        return { exitCode, message: `${program} has ended${exitCode === 0 ? '' : ` with exit code ${exitCode}`}.` };
      }
      await pause(50, signal);
    }
    return { message: `The connection to ${program} was closed.` };
  } catch (thrown) {
    const gone = await whyGone(connection, containerId).catch(() => undefined);
    return { message: gone ?? toFailure(thrown, { context: connection.context }, signal).message };
  }
}
