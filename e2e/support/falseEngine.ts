import { once } from 'node:events';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import http from 'node:http';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A socket that is not what an engine should be. */
export interface FalseEngine {
  readonly socketPath: string;
  close(): Promise<void>;
}

/** Answers every request with this. */
export const answering = (body: string, type = 'application/json'): Promise<FalseEngine> =>
  listening(
    http.createServer((_, response) => {
      response.writeHead(200, { 'content-type': type }).end(body);
    }),
  );

/** A socket file whose engine is gone: connections are refused. */
export async function abandoned(): Promise<FalseEngine> {
  const left = await listening(createServer());
  const { socketPath } = left;
  await rename(socketPath, `${socketPath}.kept`);
  await left.close({ keepsFolder: true });
  await rename(`${socketPath}.kept`, socketPath);
  return { socketPath, close: () => rm(path.dirname(socketPath), { recursive: true }) };
}

async function listening(server: Server) {
  const folder = await mkdtemp(path.join(tmpdir(), 'gantry-false-'));
  const socketPath = path.join(folder, 'docker.sock');
  server.listen(socketPath);
  await once(server, 'listening');
  return {
    socketPath,
    async close({ keepsFolder = false } = {}) {
      if (server instanceof http.Server) server.closeAllConnections();
      const closed = once(server, 'close');
      server.close();
      await closed;
      if (!keepsFolder) await rm(folder, { recursive: true, force: true });
    },
  };
}
