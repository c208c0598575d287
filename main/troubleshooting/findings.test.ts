import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { execFileSync, spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bundleTypescript } from '../../scripts/load-typescript.mjs';
import { findFaults, type Found, type Surroundings } from './findings.ts';
import { repairFault } from './repair.ts';

let dir: string;
let around: Surroundings;
let socket: string;
const servers: Server[] = [];
beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'gantry-findings-'));
  socket = path.join(dir, 'docker.sock');
  around = {
    env: {},
    platform: 'linux',
    configDir: path.join(dir, 'docker'),
    sockets: [socket],
    groupFile: path.join(dir, 'group'),
    user: 'anna',
    userId: process.getuid?.() ?? 0,
  };
  await mkdir(path.join(dir, 'docker/contexts/meta'), { recursive: true });
});
afterEach(async () => {
  for (const server of servers.splice(0)) server.close();
  await rm(dir, { recursive: true, force: true });
});

const ids = async () => (await findFaults(around)).map(({ id }) => id.split(':')[0]);
const listen = (file: string) =>
  new Promise<void>((resolve) => void servers.push(createServer().listen(file, () => resolve())));

/** A socket file that nobody listens at, as a killed engine leaves one. */
function leaveSocket(): void {
  const script = `require('net').createServer().listen(${JSON.stringify(socket)}, () => process.kill(process.pid, 'SIGKILL'))`;
  spawnSync(process.execPath, ['-e', script]);
}

test('a machine that is as it should be has no findings', async () => {
  expect(await ids()).toEqual([]);
  await listen(socket);
  await writeFile(path.join(around.configDir, 'config.json'), '{"auths":{},"currentContext":"default"}');
  expect(await ids()).toEqual([]);
});

describe('sockets', () => {
  test('one that an ended engine left is told, and the person’s own is removed', async () => {
    leaveSocket();
    around = { ...around, userId: 0 };
    const [found] = await findFaults(around);
    expect(found).toMatchObject({ id: `stale:${socket}`, command: 'sudo systemctl restart docker' });
    expect(found).not.toHaveProperty('repair');
    // As its owner, who is not root.
    if (process.getuid?.() !== 0) return;
    execFileSync('chown', ['4241', socket]);
    around = { ...around, userId: 4241 };
    await repairFault(`stale:${socket}`, around);
    expect(await ids()).toEqual([]);
    await expect(repairFault(`stale:${socket}`, around)).rejects.toMatchObject({ error: { code: 'not-found' } });
  });

  test('a folder in its place, as a bind mount makes one, is told', async () => {
    await mkdir(socket);
    expect(await findFaults(around)).toMatchObject([
      { message: expect.stringContaining('a folder'), command: `sudo rmdir ${socket}` },
    ]);
  });

  test('who is not in its group gets the command, and who just joined is told to sign in again [AC-76]', async () => {
    if (process.getuid?.() !== 0) return; // only root can be somebody else
    await listen(socket);
    execFileSync('chown', ['4241:4242', socket]);
    execFileSync('chmod', ['660', socket]);
    // Root without two of its powers is a person like others.
    const module = await bundleTypescript('main/troubleshooting/findings.ts', dir);
    const script = `import(${JSON.stringify(module)}).then(async ({ findFaults }) =>
      console.log(JSON.stringify(await findFaults(${JSON.stringify(around)}))));`;
    const dropped = ['--bounding-set', '-dac_override,-dac_read_search', '--', process.execPath, '-e', script];
    const seen = () => JSON.parse(execFileSync('setpriv', dropped, { encoding: 'utf8' })) as readonly Found[];
    await writeFile(around.groupFile, 'root:x:0:\ndocker:x:4242:bert\n');
    expect(seen()).toMatchObject([
      { id: `group:${socket}`, command: 'sudo usermod --append --groups docker anna', repair: { kind: 'elevated' } },
    ]);
    await writeFile(around.groupFile, 'docker:x:4242:bert,anna\n');
    const [later] = seen();
    expect(later).toMatchObject({ id: `group-not-yet:${socket}`, command: 'newgrp docker' });
    expect(later).not.toHaveProperty('repair');
  });
});

describe('contexts', () => {
  const config = () => path.join(around.configDir, 'config.json');

  test('a current context that is gone is told, and default takes its place; all else in the file stays', async () => {
    await writeFile(config(), '{"auths":{"ghcr.io":{}},"currentContext":"lost"}');
    expect(await ids()).toEqual(['current-context']);
    await repairFault('current-context', around);
    expect(JSON.parse(await readFile(config(), 'utf8'))).toEqual({ auths: { 'ghcr.io': {} } });
    expect(await ids()).toEqual([]);
  });

  test('a broken config.json is put aside', async () => {
    await writeFile(config(), '{"auths":');
    expect(await ids()).toEqual(['config']);
    await repairFault('config', around);
    const [aside] = (await readdir(around.configDir)).filter((name) => name.includes('broken'));
    expect(await readFile(path.join(around.configDir, aside ?? ''), 'utf8')).toBe('{"auths":');
    expect(await ids()).toEqual([]);
  });

  test('a context that cannot be read is put aside, outside of the contexts, and the others stay', async () => {
    const meta = path.join(around.configDir, 'contexts/meta');
    await mkdir(path.join(meta, 'abc'));
    await writeFile(path.join(meta, 'abc/meta.json'), '{');
    expect(await ids()).toEqual(['context']);
    await repairFault('context:abc', around);
    expect(await readdir(meta)).toEqual([]);
    expect((await readdir(path.dirname(meta))).some((name) => name.startsWith('abc.broken-'))).toBe(true);
  });

  test('a DOCKER_HOST that hides the chosen context is told', async () => {
    const id = path.join(around.configDir, 'contexts/meta/x');
    await mkdir(id);
    const mine = { Name: 'mine', Endpoints: { docker: { Host: 'unix:///x.sock' } } };
    await writeFile(path.join(id, 'meta.json'), JSON.stringify(mine));
    await writeFile(config(), '{"currentContext":"mine"}');
    around = { ...around, env: { DOCKER_HOST: 'tcp://1.2.3.4:2376' } };
    expect(await ids()).toEqual(['docker-host']);
  });
});
