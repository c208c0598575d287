import { createServer, request as send } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

export interface NameProxy {
  /** For `HTTPS_PROXY` and `HTTP_PROXY`. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * A proxy that leads names which no DNS knows to ports of this computer: `{'registry.example:5000': 41234}`. An engine
 * takes registries on this computer without TLS unasked; those behind such a name it treats as any other.
 */
export async function startNameProxy(ports: Readonly<Record<string, number>>): Promise<NameProxy> {
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '');
    const port = ports[url.host];
    if (port === undefined) return response.writeHead(502).end();
    const { method, headers } = request;
    const onward = send({ host: '127.0.0.1', port, method, path: url.pathname + url.search, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    return request.pipe(onward);
  });
  server.on('connect', (request, client: Socket) => {
    const port = ports[request.url ?? ''];
    if (port === undefined) return client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    const onward = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      client.pipe(onward).pipe(client);
    });
    for (const socket of [client, onward]) {
      sockets.add(socket);
      socket
        .on('error', () => socket.destroy())
        .on('close', () => {
          sockets.delete(socket);
          client.destroy();
          onward.destroy();
        });
    }
    return undefined;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
