import { createHash } from 'node:crypto';
import { type Server, createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { cancelled } from './command.ts';

/**
 * Runs `work` while no other process of this machine runs work of the same name. The lock is an abstract unix
 * socket: the kernel lets one process bind a name and frees it when that process dies, so it is never stale.
 */
export async function withLock<T>(name: string, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  const address = `\0gantry-${createHash('sha256').update(name).digest('hex').slice(0, 32)}`;
  let held: Server | undefined;
  while (!(held = await tryBind(address))) {
    if (signal?.aborted) throw cancelled();
    await delay(100);
  }
  try {
    return await work();
  } finally {
    const server = held;
    await new Promise((resolve) => server.close(resolve));
  }
}

function tryBind(address: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    );
    server.listen(address, () => resolve(server));
  });
}
