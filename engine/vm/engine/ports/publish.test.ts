import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, type Server, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Duplex, type Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SshProcess } from '../../../ssh/index.ts';
import { publishPorts } from './publish.ts';

const files = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../../guest/files/gantry');

/** The guest's own scripts, in a folder of this machine; dockerd's part is played here. */
let dir = '';
let container: Server;
const children = new Set<ChildProcess>();
const ending: (() => unknown)[] = [];

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'gantry-ports-'));
  const lib = path.join(dir, 'gantry');
  await cp(files, lib, { recursive: true });
  for (const name of ['common', 'port', 'ports']) {
    const script = await readFile(path.join(lib, name), 'utf8');
    const here = script.replaceAll('/usr/lib/gantry/', `${lib}/`).replaceAll('run=/run/gantry', `run=${dir}`);
    await writeFile(path.join(lib, name), here);
  }
  container = createServer({ allowHalfOpen: true }, (socket) => {
    let said = '';
    socket.on('data', (chunk: Buffer) => (said += chunk.toString()));
    socket.on('end', () => socket.end(`container heard ${said}`));
  }).listen(0, '127.0.0.1');
  await once(container, 'listening');
});
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
  for (const child of children) child.kill('SIGTERM');
  for (const child of children) if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  children.clear();
  container.close();
  await rm(dir, { recursive: true, force: true });
});

const script = (name: string, args: readonly string[], stdio: ('pipe' | 'ignore')[]): ChildProcess => {
  const child = spawn('sh', [path.join(dir, 'gantry', name), ...args], { stdio });
  children.add(child);
  return child;
};

/** As dockerd starts it; resolves with what it says on fd 3. */
async function shim(hostPort: number, hostIp = '127.0.0.1'): Promise<{ child: ChildProcess; said: string }> {
  const { port } = container.address() as AddressInfo;
  const child = script(
    'port',
    [
      ...['-proto', 'tcp', '-host-ip', hostIp, '-host-port', String(hostPort)],
      ...['-container-ip', '127.0.0.1', '-container-port', String(port), '-use-listen-fd'],
    ],
    ['ignore', 'ignore', 'ignore', 'pipe', 'ignore'],
  );
  return { child, said: await text(child.stdio[3] as Readable) };
}

/** The host's side, with SSH left out. */
function host(): { readonly cut: () => unknown } {
  let current: ChildProcess | undefined;
  const begin = (): Promise<SshProcess> => {
    const child = (current = script('ports', [], ['pipe', 'pipe', 'pipe']));
    const io = Duplex.from({ writable: child.stdin!, readable: child.stdout! });
    io.on('error', () => {});
    return Promise.resolve({ io, stderr: child.stderr!, exitCode: Promise.resolve(0) });
  };
  const openTcp = async (to: string, port: number) => {
    const socket = connect({ host: to, port, allowHalfOpen: true });
    await once(socket, 'connect');
    return socket;
  };
  ending.push(publishPorts({ link: { begin, openTcp }, vm: {}, env: process.env }));
  return { cut: () => current?.kill('SIGKILL') };
}

const attended = async () => {
  await expect.poll(() => readdir(path.join(dir, 'ports')).catch(() => [])).toContain('host');
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};

const ask = (port: number, said: string): Promise<string> => {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  socket.end(said);
  return text(socket);
};

test('a published port leads to the container, either side ending by itself; given back, it is closed', async () => {
  host();
  await attended();
  const port = await freePort();
  const { child, said } = await shim(port);
  expect(said).toBe('0\n');
  expect(await ask(port, 'hello')).toBe('container heard hello');
  expect(await Promise.all(['a', 'b', 'c'].map((word) => ask(port, word)))).toHaveLength(3);
  child.kill('SIGINT');
  await once(child, 'exit');
  await expect.poll(() => ask(port, 'x').catch((error: NodeJS.ErrnoException) => error.code)).toBe('ECONNREFUSED');
  expect(await readdir(path.join(dir, 'ports/active'))).toEqual([]);
});

test('a taken port is refused in dockerd’s words, and nothing of it is left', async () => {
  host();
  await attended();
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  ending.push(() => taken.close());
  const { port } = taken.address() as AddressInfo;
  const { child, said } = await shim(port);
  expect(said).toMatch(new RegExp(`^1\nlisten tcp4 127.0.0.1:${port}: bind: address already in use`));
  if (child.exitCode === null) await once(child, 'exit');
  expect(child.exitCode).toBe(1);
  expect(await readdir(path.join(dir, 'ports/active'))).toEqual([]);
});

test('an address this machine does not have is refused as such', async () => {
  host();
  await attended();
  expect((await shim(await freePort(), '192.0.2.7')).said).toContain('bind: cannot assign requested address');
});

test('what is published while nobody is there is opened when somebody comes, and again after the connection was lost', async () => {
  const port = await freePort();
  const { child, said } = await shim(port);
  expect(said).toBe('0\n');
  await expect(ask(port, 'x')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  const { cut } = host();
  await expect.poll(() => ask(port, 'hi').catch(() => '')).toBe('container heard hi');
  cut();
  const other = await freePort();
  await shim(other);
  child.kill('SIGTERM');
  await expect.poll(() => ask(other, 'again').catch(() => ''), { timeout: 5_000 }).toBe('container heard again');
  await expect.poll(() => ask(port, 'x').catch((error: NodeJS.ErrnoException) => error.code)).toBe('ECONNREFUSED');
});
