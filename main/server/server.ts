import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Gantry } from '../gantry.ts';
import type { Arrivals } from './arrivals.ts';
import type { Downloads } from './downloads.ts';
import { refusalOf, securityHeaders } from './guard.ts';
import { listen } from './listen.ts';
import { acceptSockets } from './sockets.ts';
import { loadStaticFiles, sendFile } from './staticFiles.ts';
import { createTokenGate } from './token.ts';

export interface ServerOptions {
  readonly handlers: Gantry['handlers'];
  readonly downloads: Downloads;
  readonly arrivals: Arrivals;
  /** The built page. */
  readonly staticDir: string;
  /** Absent: the first free one. */
  readonly port?: number | undefined;
}

export interface RunningServer {
  readonly port: number;
  /** Without the token: it may be shown and stored. */
  readonly address: string;
  /** With the token in the fragment, which no browser sends anywhere. It is for the person only. */
  readonly url: string;
  close(): Promise<void>;
}

/** Browser mode: the page, its WebSocket, its downloads and its uploads, on 127.0.0.1 only. Throws as `listen` does. */
export async function startServer({
  handlers,
  downloads,
  arrivals,
  staticDir,
  port: wanted,
}: ServerOptions): Promise<RunningServer> {
  const files = await loadStaticFiles(staticDir);
  const gate = createTokenGate();
  // A file of many gigabytes takes longer than Node lets a request take; whoever waits for it ends one that falls silent.
  const server = createServer({ requestTimeout: 0 });
  const port = await listen(server, wanted);
  const sockets = acceptSockets(server, port, handlers, gate);

  server.on('request', (request, response) => {
    answer(request, response).catch(() => response.destroy());
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = refusalOf(request, port);
    if (refusal) return say(response, 403, refusal);
    const headers = securityHeaders(`ws://${request.headers.host}`);
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (request.method === 'PUT') return takeIn(request, response);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      return say(response, 405, 'Only GET and HEAD are answered here.');
    }
    const pathname = pathOf(request.url);
    if (pathname === undefined) return say(response, 400, 'This is not an address.');
    const ticket = /^\/download\/([\w-]+)$/.exec(pathname)?.[1];
    if (ticket) {
      const isOurs = request.method === 'GET' && request.headers['sec-fetch-site'] !== 'cross-site';
      if (isOurs && (await downloads.send(ticket, response))) return;
      return say(response, 404, 'This download has been taken, or was not taken within a minute. Ask for it again.');
    }
    const file = files.get(pathname);
    if (!file) return say(response, 404, 'There is nothing here.');
    sendFile(file, request, response);
  }

  /** A browser always says where a `PUT` comes from. */
  async function takeIn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const id = /^\/upload\/([\w-]+)$/.exec(request.url ?? '')?.[1];
    const isOurs =
      request.headers.origin !== undefined && (request.headers['sec-fetch-site'] ?? 'same-origin') === 'same-origin';
    if (id && isOurs && (await arrivals.receive(id, request, response))) return;
    response.setHeader('Connection', 'close'); // what follows is not read
    say(response, 404, 'Nobody waits for this file any more.');
  }

  const address = `http://127.0.0.1:${port}/`;
  return {
    port,
    address,
    url: `${address}#token=${gate.token}`,
    close: () =>
      new Promise((resolve) => {
        sockets.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function say(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(`${text}\n`);
}

function pathOf(url: string | undefined): string | undefined {
  try {
    return decodeURIComponent(new URL(url ?? '', 'http://gantry').pathname);
  } catch {
    return undefined;
  }
}
