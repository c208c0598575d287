import { chmod, rm } from 'node:fs/promises';
import { type Server, type Socket, connect, createServer } from 'node:net';
import type { Duplex, Transform } from 'node:stream';
import { AppFailure } from '../../../contract/errors.ts';

/** The engine's socket on the host: whoever connects gets a connection of their own to the engine in the guest. Close it. */
export interface Relay {
  readonly path: string;
  /** What went through it, both ways together. */
  bytes(): number;
  /** Serves one that has connected elsewhere, as all others. What it has said already is still to be read from it. */
  take(socket: Socket): void;
  close(): Promise<void>;
}

/**
 * Listens at `path`, for this user alone. Both directions are ended each by itself, as `docker attach`, `exec` and archives
 * rely on. Rejects with `conflict` when somebody else serves that path; a socket that nobody answers on is replaced.
 */
export async function openRelay(
  path: string,
  dial: () => Promise<Duplex>,
  filters: readonly Filter[] = [],
): Promise<Relay> {
  const isPipe = process.platform === 'win32';
  if (!isPipe && (await isAnswered(path))) throw taken(path);
  if (!isPipe) await rm(path, { force: true });
  const open = new Set<Socket>();
  let closedBytes = 0;
  const take = (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => {
      open.delete(socket);
      closedBytes += bytesOf(socket);
    });
    join(socket, dial, filters);
  };
  const server = createServer({ allowHalfOpen: true }, take);
  await listen(server, path);
  server.on('error', () => {}); // One that could not be accepted: the others go on.
  return {
    path,
    take,
    bytes: () => [...open].reduce((sum, socket) => sum + bytesOf(socket), closedBytes),
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

const bytesOf = ({ bytesRead, bytesWritten }: Socket): number => bytesRead + bytesWritten;

/** Sees what a client says before the engine does, and may answer in its place. */
export type Filter = (answer: (response: Buffer) => void) => Transform;

/** Joins what came in with what `dial` opens; each side may end by itself. */
export function join(socket: Socket, dial: () => Promise<Duplex>, filters: readonly Filter[] = []): void {
  socket.on('error', () => socket.destroy());
  let engine: Duplex | undefined;
  socket.once('close', () => engine?.destroy());
  dial().then(
    (found) => {
      if (socket.destroyed) return void found.destroy();
      engine = found;
      found.on('error', () => socket.destroy()); // Not an end: the reader must not take it for the whole.
      found.once('close', () => socket.destroySoon()); // What was said is still written.
      let said: Duplex = socket;
      for (const filter of filters) said = said.pipe(filter((response) => void socket.write(response)));
      said.pipe(found).pipe(socket);
    },
    () => socket.destroy(),
  );
}

/** At the engine's path, for this user alone. */
export async function listen(server: Server, path: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE' ? taken(path) : error));
    server.listen(path, () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
  if (process.platform !== 'win32') await chmod(path, 0o600);
}

export const isAnswered = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(path);
    const end = (is: boolean) => {
      socket.destroy();
      resolve(is);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });

export const taken = (path: string) =>
  new AppFailure({
    code: 'conflict',
    message: `Another program serves the engine’s socket (${path}).`,
    hint: 'Another copy of Gantry may run: use that one, or close it.',
  });
