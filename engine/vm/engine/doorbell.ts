import { rm } from 'node:fs/promises';
import { type Socket, createServer } from 'node:net';
import { isAnswered, listen, taken } from './relay.ts';

/** Listens in the engine's place while its VM sleeps. */
export interface Doorbell {
  /** Gives its place free. Who waits goes on waiting. */
  open(): void;
  /** Hands over who has waited, with all that they have said. */
  admit(take: (socket: Socket) => void): void;
  /** Turns everybody away. */
  close(): void;
}

export interface DoorbellOptions {
  readonly path: string;
  /** What the engine answers to those who only ask whether it is there, and which API it speaks. */
  readonly apiVersion: string;
  readonly version: string;
  /** Somebody wants something of the engine. Called once. */
  readonly onRing: () => void;
}

/** Gantry itself looks whether its engine is back: that is no reason to wake it. */
const OURS = /^user-agent: *gantry/im;
/** The docker CLI asks this before each command; the command itself is what wakes. */
const PING = /^(?:HEAD|GET) (?:\/v[\d.]+)?\/_ping HTTP/;

/** Rejects with `conflict` when somebody else serves that path. */
export async function openDoorbell({ path, apiVersion, version, onRing }: DoorbellOptions): Promise<Doorbell> {
  const isPipe = process.platform === 'win32';
  if (!isPipe && (await isAnswered(path))) throw taken(path);
  if (!isPipe) await rm(path, { force: true });
  const sockets = new Set<Socket>();
  const waiting = new Set<Socket>();
  let hasRung = false;
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket) && waiting.delete(socket));
    socket.on('error', () => socket.destroy());
    const take = (chunk: Buffer) => {
      const text = chunk.toString('latin1');
      if (OURS.test(text)) return socket.destroy();
      if (PING.test(text)) return socket.write(pong(text.startsWith('HEAD'), apiVersion, version));
      socket.pause();
      socket.removeListener('data', take);
      socket.unshift(chunk);
      waiting.add(socket);
      if (!hasRung) onRing();
      hasRung = true;
      return socket;
    };
    socket.on('data', take);
    socket.once('end', () => waiting.has(socket) || socket.destroy());
  });
  await listen(server, path);
  server.on('error', () => {});
  return {
    open: () => {
      server.close();
      for (const socket of sockets) if (!waiting.has(socket)) socket.destroy();
    },
    admit: (take) => {
      for (const socket of waiting) take(socket);
      waiting.clear();
    },
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

function pong(isHead: boolean, apiVersion: string, version: string): string {
  const headers = [
    ...['HTTP/1.1 200 OK', `Api-Version: ${apiVersion}`, 'Builder-Version: 2', 'Docker-Experimental: false'],
    ...['Ostype: linux', `Server: Docker/${version} (linux)`, 'Content-Type: text/plain; charset=utf-8'],
    ...['Content-Length: 2', '', ''],
  ];
  return `${headers.join('\r\n')}${isHead ? '' : 'OK'}`;
}
