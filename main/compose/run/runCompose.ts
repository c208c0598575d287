import { spawn } from 'node:child_process';
import { AppFailure } from '../../../contract/errors.ts';
import { linesOf } from '../../plugins/linesOf.ts';
import { signalGroup } from '../../plugins/signalGroup.ts';
import type { ComposeProgram } from '../cli/createCompose.ts';

export interface ComposeRun extends ComposeProgram {
  readonly words: readonly string[];
  readonly cwd?: string | undefined;
  readonly signal: AbortSignal;
  readonly onOut: (line: string) => void;
  readonly onError: (line: string) => void;
}

/** Told as by Ctrl-C it takes back what it has under way; then it is asked, then ended. */
const INTERRUPT_MS = 12_000;
const TERMINATE_MS = 4_000;

/**
 * Runs compose in a process group of its own, so that builds it has begun end with it. Resolves with its exit code when it and
 * its output have ended; an abort interrupts it, and resolves too. Rejects when it cannot be started.
 */
export async function runCompose(run: ComposeRun): Promise<number> {
  const { program, words, env, cwd, signal, onOut, onError } = run;
  signal.throwIfAborted();
  const child = spawn(program, [...words], {
    cwd,
    env,
    detached: process.platform !== 'win32',
    // Nothing to answer its questions with: it takes the answer that loses nothing.
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const exited = new Promise<number>((resolve, reject) => {
    child.once('close', (code) => resolve(code ?? 1));
    child.once('error', (error) => reject(notStarted(program, error)));
  });
  let timer: NodeJS.Timeout | undefined;
  const after = (ms: number, name: NodeJS.Signals, next?: () => void) => {
    timer = setTimeout(() => {
      signalGroup(child.pid, name);
      next?.();
    }, ms);
  };
  const interrupt = () => {
    signalGroup(child.pid, 'SIGINT');
    after(INTERRUPT_MS, 'SIGTERM', () => after(TERMINATE_MS, 'SIGKILL'));
  };
  signal.addEventListener('abort', interrupt, { once: true });
  try {
    const [code] = await Promise.all([exited, read(child.stdout, onOut), read(child.stderr, onError)]);
    return code;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', interrupt);
  }
}

async function read(stream: AsyncIterable<Buffer>, onLine: (line: string) => void): Promise<void> {
  for await (const line of linesOf(stream)) if (line !== '') onLine(line);
}

const notStarted = (program: string, { message }: Error) =>
  new AppFailure({
    code: 'unexpected',
    message: 'docker compose could not be started.',
    hint: `Check that ${program} can be run.`,
    detail: message,
  });
