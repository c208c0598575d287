import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { thisArch } from '../../guest/arch.ts';
import type { VmEngine } from '../../lifecycle/api.ts';
import { type GuestServer, makeServerKey, startGuestServer } from '../../ssh/testing/guestServer.ts';
import { type VmEngineOptions, createVmEngine } from '../engine/createVmEngine.ts';
import { type FakeDriver, createFakeDriver } from './fakeDriver.ts';

/** A dockerd of a few lines: answers versions and events, and takes connections over as `attach` does. */
export interface FakeDockerd {
  readonly socket: string;
  /** Says an event to who follows them. */
  event(action: string): void;
  start(): Promise<void>;
  /** As a crash: every connection breaks. */
  stop(): Promise<void>;
}

export function makeFakeDockerd(socket: string): FakeDockerd {
  const followers = new Set<ServerResponse>();
  const sockets = new Set<Socket>();
  let server: Server | undefined;
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    if (request.url === '/version') return response.end('{"Version":"28.5.2","ApiVersion":"1.51"}');
    if (request.url?.startsWith('/events')) {
      response.flushHeaders();
      followers.add(response);
      return response.once('close', () => followers.delete(response));
    }
    response.statusCode = 404;
    return response.end();
  };
  return {
    socket,
    event: (action) => {
      for (const one of followers) one.write(`{"Type":"image","Action":"${action}"}\n`);
    },
    start: async () => {
      const made = (server = createServer(answer));
      made.on('connection', (one: Socket) => {
        sockets.add(one);
        one.once('close', () => sockets.delete(one));
      });
      // All that is said until its end is said back after it: only who can end one side alone hears it.
      made.on('upgrade', (_request, upgraded: Socket) => {
        upgraded.allowHalfOpen = true;
        upgraded.on('error', () => upgraded.destroy());
        upgraded.write('HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n');
        let said = '';
        upgraded.on('data', (chunk: Buffer) => (said += chunk.toString()));
        upgraded.once('end', () => upgraded.end(`heard ${said}`));
      });
      await new Promise<void>((resolve) => made.listen(socket, resolve));
    },
    stop: async () => {
      const closed = new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
      for (const one of sockets) one.destroy();
      await closed;
    },
  };
}

/** An engine in a VM whose hypervisor is in memory; its SSH and its sockets are real. Close it. */
export interface FakeEngine {
  readonly dir: string;
  readonly driver: FakeDriver;
  readonly ssh: GuestServer;
  readonly dockerd: FakeDockerd;
  readonly engine: VmEngine;
  /** Of the same folder, as the next copy of the app would. */
  another(options?: Partial<VmEngineOptions>): VmEngine;
  close(): Promise<void>;
}

export const READY_OF = (hostKey: string): string =>
  `READY ${JSON.stringify({ version: 'test', addresses: ['10.0.2.15'], hostKey, stagesMs: { ssh: 2700 } })}`;

export async function makeFakeEngine(options: Partial<VmEngineOptions> = {}): Promise<FakeEngine> {
  const dir = await mkdtemp(path.join(tmpdir(), 'gantry-ve-'));
  const guestDir = path.join(dir, 'guest');
  await mkdir(guestDir);
  for (const file of ['kernel', 'initrd', 'root.erofs']) await writeFile(path.join(guestDir, file), '');
  const packages = [{ name: 'docker.io', version: '28.5.2+dfsg4-5', sha256: 'aa' }];
  await writeFile(
    path.join(guestDir, 'manifest.json'),
    JSON.stringify({ version: 'test', arch: thisArch(), packages, parts: [] }),
  );
  const engineDir = path.join(dir, 'engine');
  const dockerd = makeFakeDockerd(path.join(dir, 'guest.sock'));
  // The guest knows who may sign in from its config disk alone.
  const allowedKey = () =>
    /ssh-ed25519 [\w+/=]+/.exec(readFileSync(path.join(engineDir, 'config.img'), 'latin1'))?.[0] ?? '';
  const ssh = await startGuestServer({ allowedKey, hostKey: makeServerKey() });
  const driver = createFakeDriver(async (vm) => {
    await vm.say('STAGE root 900');
    await vm.say(READY_OF(ssh.hostKey));
    ssh.engineSocket = dockerd.socket;
  });
  driver.sshPort = ssh.port;
  await dockerd.start();
  const engines: VmEngine[] = [];
  const another = (more: Partial<VmEngineOptions> = {}): VmEngine => {
    const made = createVmEngine({
      dir: engineDir,
      guestDir,
      env: {},
      platform: 'linux',
      createDriver: () => driver,
      ...options,
      ...more,
    });
    engines.push(made);
    return made;
  };
  return {
    ...{ dir: engineDir, driver, ssh, dockerd, another },
    engine: another(),
    close: async () => {
      for (const engine of engines) await engine.close();
      await ssh.close();
      await dockerd.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
