import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findProgram, systemPath } from '../../native/programs.ts';

/** A real registry on this machine's loopback. Stop it. */
export interface TestRegistry {
  readonly port: number;
  /** Whether it has begun to answer such a request: `GET /v2/…`. */
  hasServed(request: RegExp): boolean;
  stop(): Promise<void>;
}

/** Paths. */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

const KEPT = fileURLToPath(new URL('../../../.cache/registry/usr/bin', import.meta.url));

export async function startRegistry(dir: string, tls?: TlsFiles): Promise<TestRegistry> {
  const program = await findProgram('docker-registry', [KEPT, systemPath(process.env)].join(path.delimiter));
  if (!program) throw new Error('There is no docker-registry: npm test fetches it.');
  await mkdir(dir, { recursive: true });
  const port = await freePort();
  const config = {
    version: 0.1,
    log: { level: 'info' },
    storage: { filesystem: { rootdirectory: path.join(dir, 'data') }, delete: { enabled: true } },
    http: { addr: `127.0.0.1:${port}`, ...(tls && { tls: { certificate: tls.cert, key: tls.key } }) },
  };
  const file = path.join(dir, 'config.yml');
  await writeFile(file, JSON.stringify(config));
  const child = spawn(program, ['serve', file], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const output of [child.stdout, child.stderr]) output.on('data', (text: Buffer) => (said += text.toString()));
  const ended = once(child, 'exit');
  while (!/listening on/.test(said)) {
    if (child.exitCode !== null) throw new Error(`The registry ended:\n${said}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    port,
    hasServed: (request) => request.test(said),
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
