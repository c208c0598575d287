import net from 'node:net';

export interface CountingProxy {
  readonly socketPath: string;
  /** `GET /containers/json?…`, in order. */
  readonly requests: string[];
  /** Requests whose connection is still open and whose path is a stream (logs, attach, exec, stats, events). */
  openStreams(): readonly string[];
  close(): Promise<void>;
}

const REQUEST_LINE = /(?:^|\r\n)(GET|POST|PUT|DELETE|HEAD) (\S+) HTTP\/1\.[01]\r\n/g;
const STREAM = /\/(logs|attach|exec\/[^/]+\/start|stats|events)(\?|$)/;

/** A socket before the engine's that sees what the app asks of it. */
export async function countingProxy(engineSocket: string, socketPath: string): Promise<CountingProxy> {
  const requests: string[] = [];
  const open = new Map<net.Socket, string>();
  const server = net.createServer((client) => {
    const engine = net.connect(engineSocket);
    client.on('data', (chunk) => {
      for (const [, method, path] of chunk.toString('latin1').matchAll(REQUEST_LINE)) {
        requests.push(`${method} ${path}`);
        open.set(client, `${method} ${path}`);
      }
    });
    client.pipe(engine).pipe(client);
    const end = () => {
      open.delete(client);
      client.destroy();
      engine.destroy();
    };
    client.on('close', end).on('error', end);
    engine.on('close', end).on('error', end);
  });
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
  return {
    socketPath,
    requests,
    openStreams: () => [...open.values()].filter((request) => STREAM.test(request)),
    close: () =>
      new Promise((resolve) => {
        for (const client of open.keys()) client.destroy();
        server.close(() => resolve());
      }),
  };
}
