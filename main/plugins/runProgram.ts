import { spawn } from 'node:child_process';
import { AppFailure } from '../../contract/errors.ts';

/** What these programs say is small; one that says this much has gone wrong. */
const MAX_OUTPUT_BYTES = 32 * 1024 * 1024;
const GRACE_MS = 3000;

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface ProgramRun {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  readonly signal?: AbortSignal | undefined;
  readonly input?: string;
  readonly onLine?: (line: string) => void;
}

/**
 * Runs a program to its end; without a shell. Aborting asks it to end and kills it when it does not: this resolves or
 * rejects only when it is gone. Rejects with `cancelled`, and with `unexpected` where it cannot be run at all.
 */
export function runProgram(program: string, args: readonly string[], run: ProgramRun): Promise<Ended> {
  const { env, cwd, signal, input, onLine } = run;
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(cancelled());
    const child = spawn(program, args, { env, cwd, stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true });
    const stdout = gather(child.stdout, stop);
    const stderr = gather(child.stderr, stop, onLine);
    let killing: NodeJS.Timeout | undefined;
    function stop() {
      child.kill('SIGTERM');
      killing ??= setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
    }
    signal?.addEventListener('abort', stop, { once: true });
    child.stdin.on('error', () => {}); // it may end before it has read all
    child.stdin.end(input ?? '');
    const done = () => {
      clearTimeout(killing);
      signal?.removeEventListener('abort', stop);
    };
    child.once('error', (error) => {
      done();
      const message = `${program} could not be run.`;
      reject(new AppFailure({ code: 'unexpected', message, detail: error.message, engineText: error.message }));
    });
    child.once('close', (code) => {
      done();
      if (signal?.aborted) reject(cancelled());
      else resolve({ code, stdout: stdout(), stderr: stderr() });
    });
  });
}

function gather(stream: NodeJS.ReadableStream, onTooMuch: () => void, onLine?: (line: string) => void): () => string {
  const chunks: Buffer[] = [];
  let bytes = 0;
  let rest = '';
  const decoder = new TextDecoder();
  stream.on('data', (chunk: Buffer) => {
    bytes += chunk.byteLength;
    if (bytes > MAX_OUTPUT_BYTES) return onTooMuch();
    chunks.push(chunk);
    if (!onLine) return;
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  });
  stream.on('end', () => {
    if (rest !== '') onLine?.(rest);
  });
  return () => Buffer.concat(chunks).toString();
}

const cancelled = () => new AppFailure({ code: 'cancelled', message: 'Cancelled.' });
