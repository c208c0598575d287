import http from 'node:http';
import { WebSocket } from 'ws';
import { contract } from '../../contract/index.ts';
import type { AppError } from '../../contract/errors.ts';
import { connect } from '../../contract/rpc/connect.ts';
import { webSocketTransport } from '../../contract/rpc/webSocket.ts';

export interface RawAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** Asks with exactly these headers, which no browser would let a page forge. */
export function ask(address: string, headers: Readonly<Record<string, string>> = {}, path = '/'): Promise<RawAnswer> {
  const { port } = new URL(address);
  return new Promise((resolve, reject) => {
    http
      .get({ host: '127.0.0.1', port, path, headers, agent: false }, (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (part: string) => (body += part));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
      })
      .on('error', reject);
  });
}

/** The status with which a WebSocket is let in (101) or refused. */
export function upgrade(address: string, headers: Readonly<Record<string, string>>): Promise<number> {
  const socket = new WebSocket(`${new URL(address).origin.replace('http', 'ws')}/rpc`, { headers });
  return new Promise((resolve, reject) => {
    socket.on('open', () => {
      resolve(101);
      socket.terminate();
    });
    socket.on('unexpected-response', (request, response) => {
      resolve(response.statusCode ?? 0);
      request.destroy();
    });
    socket.on('error', reject);
  });
}

export interface RawClient {
  readonly client: ReturnType<typeof connect<typeof contract>>;
  /** What the server said instead of a welcome. */
  readonly refused: Promise<AppError>;
  readonly closed: Promise<void>;
  readonly close: () => void;
}

/** Speaks to a running app as its page does. */
export function speakTo(url: string, token = /#token=(.+)$/.exec(url)?.[1]): RawClient {
  const { origin } = new URL(url);
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/rpc`, { headers: { origin } });
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()));
  let onRefused: ((error: AppError) => void) | undefined;
  const refused = new Promise<AppError>((resolve) => (onRefused = resolve));
  const client = connect(contract, webSocketTransport(socket), { token, onRefused: (error) => onRefused?.(error) });
  return { client, refused, closed, close: () => socket.terminate() };
}
