import { spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import { connect } from 'node:net';
import { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { Control } from './args.ts';
import type { Env, Program } from '../run.ts';

export interface Exit {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface LaunchedQemu {
  readonly pid: number;
  /** Never rejects. */
  readonly exit: Promise<Exit>;
  /** QEMU's stdin and stdout, when it is steered by them. */
  readonly stdio?: Duplex;
  /** For one that has not begun to run as it should: it may have no pid file yet. Resolves when it is gone. */
  kill(): Promise<void>;
}

/**
 * Starts QEMU with its messages in `log` (emptied first). Steered by a socket it outlives this process; steered by stdio it does
 * too, but nobody can reach it then. Rejects when it cannot be started at all.
 */
export async function launchQemu(
  program: Program,
  args: readonly string[],
  options: { readonly env: Env; readonly cwd: string; readonly log: string; readonly control: Control },
): Promise<LaunchedQemu> {
  const isSteeredByStdio = options.control.type === 'stdio';
  const log = await open(options.log, 'w', 0o600);
  try {
    const child = spawn(program.file, [...program.args, ...args], {
      cwd: options.cwd,
      env: { ...options.env },
      detached: !isSteeredByStdio,
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

/** A connection to QEMU's control socket, which is there soon after its start. Undefined when `isOver` first. */
export async function connectControl(
  path: string,
  isOver: () => boolean,
  timeoutMs: number,
): Promise<Duplex | undefined> {
  const giveUpAt = Date.now() + timeoutMs;
  for (;;) {
    const socket = await tryConnect(path);
    if (socket || isOver() || Date.now() > giveUpAt) return socket;
    await delay(20); // The socket is not there yet: there is nothing to wait on.
  }
}

const tryConnect = (path: string): Promise<Duplex | undefined> =>
  new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => resolve(socket));
    socket.once('error', () => resolve(undefined));
  });
