import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';

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
