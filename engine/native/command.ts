import { spawn } from 'node:child_process';
import { AppFailure } from '../../contract/errors.ts';

export interface CommandResult {
  /** Exit status; 128 + signal number is not used: a program ended by a signal has `null`. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly signal?: AbortSignal;
  /** Lines the program writes to file descriptor 3, as they come. */
  readonly onStatusLine?: (line: string) => void;
}

/** Output beyond this is dropped: it only ends in messages. */
const MAX_OUTPUT = 4 << 20;

/**
 * Runs a program to its end. Rejects with `cancelled` when aborted (its whole process group is ended), and with
 * `not-found` when there is no such program; an exit status other than 0 is the caller's to judge.
 */
export function run(file: string, args: readonly string[], options: CommandOptions = {}): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const { signal } = options;
    if (signal?.aborted) return reject(cancelled());
    const child = spawn(file, args, {
      cwd: options.cwd,
      env: { ...options.env },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', options.onStatusLine ? 'pipe' : 'ignore'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      if (stdout.length < MAX_OUTPUT) stdout += text;
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      if (stderr.length < MAX_OUTPUT) stderr += text;
    });
    if (options.onStatusLine) readLines(child.stdio[3] as NodeJS.ReadableStream, options.onStatusLine);
    const abort = () => {
      if (child.pid) endGroup(child.pid);
    };
    signal?.addEventListener('abort', abort, { once: true });
    child.once('error', (error: NodeJS.ErrnoException) => {
      signal?.removeEventListener('abort', abort);
      reject(error.code === 'ENOENT' ? missingProgram(file) : error);
    });
    child.once('close', (status) => {
      signal?.removeEventListener('abort', abort);
      if (signal?.aborted) reject(cancelled());
      else resolve({ status, stdout, stderr });
    });
  });
}

/** Like `run`, and rejects with `unexpected` and the program's own words when it fails. */
export async function runOrFail(file: string, args: readonly string[], options: CommandOptions = {}): Promise<string> {
  const { status, stdout, stderr } = await run(file, args, options);
  if (status === 0) return stdout;
  const engineText = (stderr.trim() || stdout.trim()).slice(-4000);
  throw new AppFailure({
    code: 'unexpected',
    message: `${file} ${args[0] ?? ''} failed: ${engineText.split('\n').at(-1) ?? `exit status ${status}`}`,
    engineText,
    detail: `${[file, ...args].join(' ')}: exit status ${status}`,
  });
}

export const cancelled = (): AppFailure => new AppFailure({ code: 'cancelled', message: 'Cancelled.' });

const missingProgram = (file: string): AppFailure =>
  new AppFailure({
    code: 'not-found',
    message: `This machine has no program “${file}”.`,
    hint: `Install it, and see that it is on the PATH.`,
  });

function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGTERM');
  } catch {
    // Ended by itself in the meantime.
  }
}

function readLines(stream: NodeJS.ReadableStream, onLine: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  });
}
