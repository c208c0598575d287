import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { lstat, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';

export interface ForwardOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly context: string;
  dial(): Promise<Duplex>;
}

/**
 * A socket of this machine that leads to an engine elsewhere, for Docker's own programs: they go over the connection
 * that is signed in already, and need no ssh of their own. Only the person can open it.
 */
export class Forward {
  readonly #options: ForwardOptions;
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #path: string | undefined;
  /** Made for it alone, and gone with it. */
  #ownDir: string | undefined;

  constructor(options: ForwardOptions) {
    this.#options = options;
  }

  /** What a program is told, as `--host`; undefined until it listens. */
  get endpoint(): string | undefined {
    if (this.#path === undefined) return undefined;
    return process.platform === 'win32' ? `npipe://${this.#path.replaceAll('\\', '/')}` : `unix://${this.#path}`;
  }

  async listen(): Promise<void> {
    if (this.#server) return;
    const server = createServer({ allowHalfOpen: true }, (socket) => this.#pipe(socket));
    this.#server = server;
    try {
      const { path, ownDir } = await socketPath(this.#options);
      this.#ownDir = ownDir;
      await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve));
      if (this.#server !== server) return this.#leave(server); // closed meanwhile
      server.on('error', () => {});
      this.#path = path;
    } catch (thrown) {
      if (this.#server === server) this.#server = undefined; // the next try begins anew
      this.#leave(server);
      throw thrown;
    }
  }

  close(): void {
    const server = this.#server;
    this.#server = undefined;
    if (server?.listening) this.#leave(server);
    this.#path = undefined;
    for (const socket of this.#sockets) socket.destroy();
  }

  #leave(server: Server) {
    server.close();
    if (this.#ownDir !== undefined) rmSync(this.#ownDir, { recursive: true, force: true });
    this.#ownDir = undefined;
  }

  #pipe(socket: Socket) {
    this.#sockets.add(socket);
    socket.on('error', () => socket.destroy());
    let engine: Duplex | undefined;
    socket.on('close', () => {
      this.#sockets.delete(socket);
      engine?.destroy();
    });
    this.#options.dial().then(
      (found) => {
        if (socket.destroyed) return void found.destroy();
        engine = found;
        engine.on('error', () => socket.destroy());
        engine.on('close', () => socket.end());
        socket.pipe(engine).pipe(socket);
      },
      () => socket.destroy(),
    );
  }
}

interface Place {
  readonly path: string;
  readonly ownDir: string | undefined;
}

async function socketPath({ env, context }: ForwardOptions): Promise<Place> {
  const name = `${process.pid}-${createHash('sha256').update(context).digest('hex').slice(0, 10)}`;
  if (process.platform === 'win32') return { path: String.raw`\\.\pipe\gantry-${name}`, ownDir: undefined };
  const { dir, isOwn } = await privateDir(env);
  await sweep(dir);
  const path = join(dir, `${name}.sock`);
  await rm(path, { force: true });
  return { path, ownDir: isOwn ? dir : undefined };
}

/** Short (a socket's path may have 104 bytes), and nobody else's: `/tmp` is everybody's. */
async function privateDir(env: ForwardOptions['env']): Promise<{ dir: string; isOwn: boolean }> {
  const uid = process.getuid?.() ?? 0;
  const dir = join(env['XDG_RUNTIME_DIR'] || tmpdir(), `gantry-ssh-${uid}`);
  await mkdir(dir, { mode: 0o700 }).catch(() => {});
  const found = await lstat(dir).catch(() => undefined);
  const isOurs = found?.isDirectory() && found.uid === uid && (found.mode & 0o077) === 0;
  if (isOurs && dir.length < 70) return { dir, isOwn: false };
  return { dir: await mkdtemp(join(tmpdir(), 'gantry-ssh-')), isOwn: true };
}

/** What a Gantry left that was killed. */
async function sweep(dir: string): Promise<void> {
  for (const name of await readdir(dir).catch(() => [])) {
    const pid = Number(/^(\d+)-[0-9a-f]+\.sock$/.exec(name)?.[1]);
    if (pid > 0 && !isRunning(pid)) await rm(join(dir, name), { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'EPERM';
  }
}
