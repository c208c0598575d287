import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { contract } from '../../contract/index.ts';
import { serve } from '../../contract/rpc/serve.ts';
import { webSocketTransport } from '../../contract/rpc/webSocket.ts';
import type { Gantry } from '../gantry.ts';
import { refusalOf } from './guard.ts';
import type { TokenGate } from './token.ts';

/** The largest thing a page sends is a paste into a terminal, or a configuration file. */
const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;
/** Time for the first message, which must hold the token; and how many may be in that time at once. */
const TOKEN_WITHIN_MS = 5000;
const MAX_STRANGERS = 16;

export interface Sockets {
  close(): void;
}

/** Lets pages with the token speak to Gantry over a WebSocket at `/rpc`. */
export function acceptSockets(server: Server, port: number, handlers: Gantry['handlers'], gate: TokenGate): Sockets {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES, perMessageDeflate: false });
  const strangers = new Set<WebSocket>();

  server.on('upgrade', (request: IncomingMessage, connection: Duplex, head: Buffer) => {
    connection.on('error', () => {}); // a browser that leaves in mid-handshake
    if (refusalOf(request, port) || !request.headers.origin) refuse(connection, '403 Forbidden');
    else if (request.url !== '/rpc') refuse(connection, '404 Not Found');
    else if (gate.isShut() || strangers.size >= MAX_STRANGERS) refuse(connection, '429 Too Many Requests');
    else sockets.handleUpgrade(request, connection, head, welcome);
  });

  function welcome(socket: WebSocket) {
    const deadline = setTimeout(() => socket.terminate(), TOKEN_WITHIN_MS);
    const known = () => {
      clearTimeout(deadline);
      strangers.delete(socket);
    };
    strangers.add(socket);
    socket.on('close', known);
    serve(contract, handlers, webSocketTransport(socket), {
      authorize(token) {
        const error = gate.check(token);
        if (!error) known();
        return error;
      },
    });
  }

  return {
    close() {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}

function refuse(connection: Duplex, status: string): void {
  connection.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
