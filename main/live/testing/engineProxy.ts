import { rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A socket in front of an engine's: counts what goes over it, and can be cut like an engine that is killed. */
export interface EngineProxy {
  /** `GET /v1.51/containers/json?all=true`, in the order in which they were begun. */
  readonly requests: string[];
  /** Connections to the engine that are open now. */
  readonly openCount: number;
  /** Ends every connection and takes no new one; the socket file stays, as after SIGKILL. */
  cut(): Promise<void>;
  restore(): Promise<void>;
  close(): Promise<void>;
}

/** Told of each request and of what goes over its connection from then on, both ways, before it is passed on. */
export type OnTraffic = (request: string, bytes: number, isAnswer: boolean) => void;

export async function startEngineProxy(
  engineSocket: string,
  socketPath: string,
  onTraffic: OnTraffic = () => {},
): Promise<EngineProxy> {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  let server: Server | undefined;

  function pipe(client: Socket) {
    const engine = connect(engineSocket);
    for (const socket of [client, engine]) {
      sockets.add(socket);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        engine.destroy();
      });
      socket.on('error', () => socket.destroy());
    }
    let request = '';
    let bytes = 0;
    const passes = (chunk: Buffer, isAnswer: boolean) => {
      if (request !== '') onTraffic(request, (bytes += chunk.byteLength), isAnswer);
    };
    client.on('data', (chunk: Buffer) => {
      for (const [, line] of chunk.toString('latin1').matchAll(/(?:^|\n)([A-Z]+ \/\S*) HTTP\/1\.1\r\n/g)) {
        if (line === undefined) continue;
        request = readable(line);
        bytes = 0;
        requests.push(request);
        onTraffic(request, 0, false);
      }
      passes(chunk, false);
    });
    engine.on('data', (chunk: Buffer) => passes(chunk, true));
    client.pipe(engine);
    engine.pipe(client);
  }

  async function restore() {
    await rm(socketPath, { force: true });
    const listening = createServer(pipe);
    await new Promise<void>((resolve, reject) => listening.once('error', reject).listen(socketPath, resolve));
    server = listening;
  }

  async function cut() {
    const open = server;
    server = undefined;
    if (!open) return;
    for (const socket of sockets) socket.destroy();
    await new Promise<void>((resolve) => open.close(() => resolve()));
  }

  await restore();
  return {
    requests,
    get openCount() {
      return sockets.size / 2;
    },
    cut,
    restore,
    close: cut,
  };
}

/** A path in a query may be any bytes. */
function readable(line: string): string {
  try {
    return decodeURIComponent(line);
  } catch {
    return line;
  }
}
