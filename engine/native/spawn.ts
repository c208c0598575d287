import { type ChildProcess, spawn } from 'node:child_process';
import { open } from 'node:fs/promises';

export interface Launched {
  readonly pid: number;
  /** Resolves when the process ends, with why in words. Never rejects. */
  readonly ended: Promise<string>;
}

/**
 * Starts a program that outlives this process: its own session, its output appended to `logFile`. Rejects when it
 * cannot be started at all.
 */
export async function launch(
  file: string,
  args: readonly string[],
  options: {
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly logFile: string;
    readonly cwd: string;
  },
): Promise<Launched> {
  const log = await open(options.logFile, 'a', 0o600);
  try {
    const child: ChildProcess = spawn(file, args, {
      cwd: options.cwd,
      env: { ...options.env },
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    });
    const ended = new Promise<string>((resolve) => {
      child.once('exit', (status, signal) => resolve(signal ? `ended by ${signal}` : `ended with status ${status}`));
      child.once('error', (error) => resolve(error.message));
    });
    if (child.pid === undefined) throw new Error(`${file} could not be started: ${await ended}`);
    child.unref();
    return { pid: child.pid, ended };
  } finally {
    await log.close();
  }
}
