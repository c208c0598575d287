import { spawn } from 'node:child_process';
import { AppFailure } from '../../../contract/errors.ts';
import { linesOf } from '../../plugins/linesOf.ts';
import { signalGroup } from '../../plugins/signalGroup.ts';
import { parseSolveStatus, type SolveStatus } from './solveStatus.ts';

export interface BuildxRun {
  readonly program: string;
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** What it reads: a Dockerfile. */
  readonly input?: string | undefined;
  readonly signal: AbortSignal;
  /** Asked at an abort: what is under way ends by itself soon, and would go on at the engine without buildx. */
  readonly mustFinish?: () => boolean;
  readonly onStatus: (status: SolveStatus) => void;
}

export interface BuildxEnd {
  readonly exitCode: number;
  /** What it said besides the progress: why it failed, and where. */
  readonly text: string;
}

/** Told to end, it takes its solve back; what does not listen is ended. */
const GRACE_MS = 5000;
/** An image of some gigabytes is written by then. */
const FINISH_MS = 120_000;
const MAX_TEXT = 64 * 1024;

/**
 * Runs buildx in a process group of its own and reads its progress. Resolves when it has ended, whether it succeeded or
 * not; an abort ends the group, and resolves too. Rejects when it cannot be started.
 */
export async function runBuildx(run: BuildxRun): Promise<BuildxEnd> {
  const { program, words, env, cwd, input, signal, onStatus, mustFinish = () => false } = run;
  signal.throwIfAborted();
  const child = spawn(program, [...words], {
    cwd,
    env: { ...env },
    detached: process.platform !== 'win32', // the leader of its own group, so that all of it can be ended
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  child.stdin.on('error', () => {}); // it ended before it read all; it says why itself
  child.stdin.end(input);
  const ended = new Promise<number>((resolve, reject) => {
    child.once('close', (code) => resolve(code ?? 1));
    child.once('error', (error) => reject(notStarted(program, error)));
  });
  let kill: NodeJS.Timeout | undefined;
  const terminate = () => {
    signalGroup(child.pid, 'SIGTERM');
    kill = setTimeout(() => signalGroup(child.pid, 'SIGKILL'), GRACE_MS);
  };
  const end = () => {
    if (mustFinish()) kill = setTimeout(terminate, FINISH_MS);
    else terminate();
  };
  signal.addEventListener('abort', end, { once: true });
  try {
    const text: string[] = [];
    let length = 0;
    const reading = (async () => {
      for await (const line of linesOf(child.stderr)) {
        const status = parseSolveStatus(line);
        if (status) onStatus(status);
        else if ((length += line.length) < MAX_TEXT) text.push(line);
      }
    })();
    const [exitCode] = await Promise.all([ended, reading]);
    return { exitCode, text: text.join('\n') };
  } finally {
    clearTimeout(kill);
    signal.removeEventListener('abort', end);
  }
}

const notStarted = (program: string, { message }: Error) =>
  new AppFailure({
    code: 'unexpected',
    message: 'buildx could not be started.',
    hint: `Check that ${program} can be run, and that the folder exists.`,
    detail: message,
  });
