import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { type Server, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Held until `release`, or until this process dies. */
export interface Held {
  release(): Promise<void>;
}

/** Runs `work` while no other process of this machine runs work of the same name. */
export async function withVmLock<T>(name: string, work: () => Promise<T>, platform = process.platform): Promise<T> {
  let held: Held | undefined;
  while (!(held = await tryHold(name, platform))) await delay(50);
  try {
    return await work();
  } finally {
    await held.release();
  }
}

/**
 * Undefined while another process holds that name. The lock is an address that one process can listen on and that is free again
 * when it dies: an abstract socket (Linux) or a named pipe (Windows). macOS has neither, there it is a socket file, which is
 * stale when nobody answers on it.
 */
export async function tryHold(name: string, platform = process.platform): Promise<Held | undefined> {
  const address = lockAddress(name, platform);
  const server = (await tryListen(address)) ?? (await retryStale(address, platform));
  if (!server) return undefined;
  server.unref();
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}

export function lockAddress(name: string, platform: NodeJS.Platform): string {
  const id = createHash('sha256').update(name).digest('hex').slice(0, 32);
  if (platform === 'win32') return String.raw`\\.\pipe\gantry-${id}`;
  return platform === 'linux' ? `\0gantry-vm-${id}` : path.join(tmpdir(), `gantry-${id}.lock`);
}

async function retryStale(address: string, platform: NodeJS.Platform): Promise<Server | undefined> {
  if (platform === 'win32' || platform === 'linux' || (await isAnswered(address))) return undefined;
  await rm(address, { force: true });
  return tryListen(address);
}

const tryListen = (address: string): Promise<Server | undefined> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) =>
      // Windows: a pipe of that name that is not ours to listen on.
      error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(undefined) : reject(error),
    );
    server.listen(address, () => resolve(server));
  });

const isAnswered = (address: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(address);
    const end = (is: boolean) => {
      socket.destroy();
      resolve(is);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
