import { spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import { Duplex } from 'node:stream';
import type { Env, Program } from './run.ts';

export interface Exit {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface LaunchedVm {
  readonly pid: number;
  /** Never rejects. */
  readonly exit: Promise<Exit>;
  /** Its stdin and stdout, when it is steered by them. */
  readonly stdio?: Duplex;
  /** For one that has not begun to run as it should: it may have no pid file yet. Resolves when it is gone. */
  kill(): Promise<void>;
}

export interface LaunchOptions {
  readonly env: Env;
  readonly cwd: string;
  /** What it says is appended to. */
  readonly log: string;
  readonly isSteeredByStdio?: boolean;
}

/** Starts a hypervisor’s program, which outlives this process. Rejects when it cannot be started at all. */
export async function launchVm(program: Program, args: readonly string[], options: LaunchOptions): Promise<LaunchedVm> {
  const { isSteeredByStdio } = options;
  const log = await open(options.log, 'a', 0o600);
  try {
    const child = spawn(program.file, [...program.args, ...args], {
      cwd: options.cwd,
      env: { ...options.env },
      detached: !isSteeredByStdio && process.platform !== 'win32', // There it would get a console window.
      windowsHide: true,
      stdio: isSteeredByStdio ? ['pipe', 'pipe', log.fd] : ['ignore', log.fd, log.fd],
    });
    let failed: Error | undefined;
    const exit = new Promise<Exit>((resolve) => {
      child.once('exit', (status, signal) => resolve({ status, signal }));
      child.once('error', (error) => {
        failed = error;
        resolve({ status: null, signal: null });
      });
    });
    if (child.pid === undefined) {
      await exit;
      throw new Error(`${program.file} could not be started: ${failed?.message ?? ''}`);
    }
    const { pid, stdin, stdout } = child;
    if (!isSteeredByStdio) child.unref();
    const kill = async () => {
      child.kill('SIGKILL');
      await exit;
    };
    return { pid, exit, kill, ...(stdin && stdout && { stdio: Duplex.from({ writable: stdin, readable: stdout }) }) };
  } finally {
    await log.close();
  }
}
