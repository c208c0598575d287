import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppFailure } from '../../contract/errors.ts';

const FIRST_PORT = 4280;
const PORTS_TO_TRY = 20;

/**
 * Listens on this machine's own address only. Without a wish it takes the first free port of a few, then any;
 * with one it throws `port-in-use`, `permission-denied` or `invalid-input` when it cannot have it.
 */
export async function listen(server: Server, wanted: number | undefined): Promise<number> {
  if (wanted !== undefined) return tryPort(server, wanted);
  for (let port = FIRST_PORT; port < FIRST_PORT + PORTS_TO_TRY; port++) {
    try {
      return await tryPort(server, port);
    } catch (thrown) {
      if (!(thrown instanceof AppFailure && thrown.error.code === 'port-in-use')) throw thrown;
    }
  }
  return tryPort(server, 0);
}

async function tryPort(server: Server, port: number): Promise<number> {
  server.listen({ port, host: '127.0.0.1', exclusive: true });
  try {
    await once(server, 'listening');
  } catch (thrown) {
    const { code, message } = thrown as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') {
      throw new AppFailure({
        code: 'port-in-use',
        hostIp: '127.0.0.1',
        hostPort: port,
        message: `Port ${port} is taken by another program.`,
        hint: 'Choose another one with --port, or leave --port out.',
      });
    }
    if (code === 'EACCES') {
      throw new AppFailure({
        code: 'permission-denied',
        message: `Port ${port} is not yours to use.`,
        hint: 'Choose one above 1023 with --port, or leave --port out.',
        engineText: message,
      });
    }
    throw thrown;
  }
  return (server.address() as AddressInfo).port;
}
