import { spawn } from 'node:child_process';
import { AppFailure } from '../../contract/errors.ts';

export type Env = Readonly<Record<string, string | undefined>>;

/** A program as it is started: perhaps by another one (a loader), whose arguments come first. */
export interface Program {
  readonly file: string;
  readonly args: readonly string[];
}

export interface RunResult {
  /** `null` when a signal ended it. */
  readonly status: number | null;
  /** Bytes: not every program of Windows writes UTF-8. */
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

const MAX_OUTPUT_BYTES = 4 << 20;

/**
 * Runs a program to its end, on any platform and without a window. Rejects with `not-found` when there is no such program, and
 * when it has not ended after `timeoutMs` (it is then killed); the exit status is the caller's to judge.
 */
export function runProgram(
  { file, args: first }: Program,
  args: readonly string[],
  options: { readonly env: Env; readonly timeoutMs?: number; readonly input?: string },
): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, [...first, ...args], {
      env: { ...options.env },
      stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(tooSlow(file, args));
    }, options.timeoutMs ?? 60_000);
    child.stdin?.on('error', () => {}); // It ended without reading it.
    child.stdin?.end(options.input);
    const stdout = gather(child.stdout);
    const stderr = gather(child.stderr);
    child.once('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      reject(error.code === 'ENOENT' ? missing(file) : error);
    });
    child.once('close', (status) => {
      clearTimeout(timer);
      resolve({ status, stdout: stdout(), stderr: stderr() });
    });
  });
}

function gather(stream: NodeJS.ReadableStream | null): () => Buffer {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  stream?.on('data', (chunk: Buffer) => {
    if (sizeBytes < MAX_OUTPUT_BYTES) chunks.push(chunk);
    sizeBytes += chunk.length;
  });
  return () => Buffer.concat(chunks);
}

const missing = (file: string) =>
  new AppFailure({
    code: 'not-found',
    message: `This machine has no program “${file}”.`,
    hint: 'Install it, and see that it is on the PATH.',
  });

const tooSlow = (file: string, args: readonly string[]) =>
  new AppFailure({
    code: 'unexpected',
    message: `${file} did not come to an end.`,
    hint: 'Try again; if it stays so, start this machine again.',
    detail: [file, ...args].join(' ').slice(0, 500),
  });
