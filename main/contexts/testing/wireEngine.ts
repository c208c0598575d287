import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';

/** Something that answers `/version` on a socket as an engine does, and can be killed. */
export interface WireEngine {
  readonly requests: string[];
  kill(): Promise<void>;
}

export async function startWireEngine(socketPath: string, version: object = {}): Promise<WireEngine> {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({ Version: '28.0.0', ApiVersion: '1.48', MinAPIVersion: '1.24', ...version }));
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(socketPath, resolve));
  return {
    requests,
    kill: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
