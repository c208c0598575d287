import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chmod, lstat, mkdir, mkdtemp, readFile, readdir, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { VmChoices } from '../../../contract/model/engineVm.ts';
import { buildForTests } from '../../guest/testing/builtGuest.ts';
import type { VmEngine } from '../../lifecycle/api.ts';
import { importBusybox } from '../../testing/busyboxImage.ts';
import { endWithThisProcess } from '../../testing/endWithThisProcess.ts';
import { testEngine } from '../../testing/testEngine.ts';
import { guestNames } from '../names/guestNames.ts';
import { createQemuDriver } from '../qemu/driver.ts';
import { createFolderSharing } from '../shares/sharing.ts';
import { makeCertificate } from '../testing/certificate.ts';
import { type ConnectProxy, startConnectProxy } from '../testing/connectProxy.ts';
import { qemuForTests } from '../testing/qemuForTests.ts';
import { type TestRegistry, startRegistry } from '../testing/registry.ts';
import { createVmEngine } from './createVmEngine.ts';

const run = promisify(execFile);
/** Emulated, on a machine that does other things too. */
const SLOW_MS = 300_000;
const MIB = 2 ** 20;
const NAME = 'registry.gantry.test';

/** One story: each test goes on where the one before it ended. */
describe('a real guest and what it has of its host', { timeout: SLOW_MS }, () => {
  let dir = '';
  let shared = '';
  let engine: VmEngine;
  let registry: TestRegistry;
  let proxy: ConnectProxy;
  let saverMinutes = 0;
  const cli = testEngine().cliPath;
  const docker = async (...args: readonly string[]): Promise<string> => {
    const { stdout } = await run(cli, ['--host', engine.endpoint, ...args], { maxBuffer: 2 ** 26 });
    return stdout.trim();
  };
  const inShared = (...names: readonly string[]) => path.join(shared, ...names);
  const containers = () => docker('ps', '-a', '-q');

  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'gantry-vmh-'));
    endWithThisProcess(dir);
    shared = path.join(dir, 'shared here');
    await mkdir(inShared('project'), { recursive: true });
    const tls = makeCertificate(path.join(dir, 'trusted'), [`DNS:${NAME}`, 'IP:10.0.2.2']);
    registry = await startRegistry(path.join(dir, 'registry'), tls);
    proxy = await startConnectProxy(registry.port);
    const bundledDir = await qemuForTests();
    const { dir: guestDir } = await buildForTests('amd64', path.join(dir, 'guest'));
    const folders = () => [{ path: shared, isReadOnly: false }];
    engine = createVmEngine({
      dir: path.join(dir, 'engine'),
      guestDir,
      env: { PATH: process.env['PATH'], HTTPS_PROXY: `http://localhost:${proxy.port}`, NO_PROXY: '10.0.2.2' },
      certificateDirs: [path.join(dir, 'trusted')],
      createDriver: () =>
        createQemuDriver({ env: process.env, arch: 'amd64', accelerator: 'tcg', bundledDir, budgetMs: SLOW_MS }),
      choices: () => ({ ...VmChoices.parse({}), cpus: 2, memoryBytes: 2 ** 30, diskBytes: 2 ** 33, saverMinutes }),
      shares: folders,
      services: [createFolderSharing(folders, 'linux').service, guestNames()],
      engineBudgetMs: SLOW_MS,
      saverTickMs: 500,
    });
    await engine.start();
    await importBusybox(cli, engine.socketPath);
  }, 600_000);
  afterAll(async () => {
    await engine.stop();
    await engine.close();
    proxy.close();
    await registry.stop();
    await rm(dir, { recursive: true, force: true });
  }, SLOW_MS);

  test('a container that binds a folder of the host sees what is there and what comes, and what it writes is here', async () => {
    expect(engine.status.warnings).toEqual([]);
    await writeFile(inShared('project/here'), 'from the host');
    await docker('run', '-d', '--name', 'sees', '-v', `${inShared('project')}:/p`, 'busybox', 'sleep', '10000');
    expect(await docker('exec', 'sees', 'cat', '/p/here')).toBe('from the host');
    await writeFile(inShared('project/here'), 'changed');
    await writeFile(inShared('project/new'), 'came later');
    const seen = () => docker('exec', 'sees', 'sh', '-c', 'cat /p/here /p/new').catch(() => '');
    await expect.poll(seen, { timeout: 10_000 }).toBe('changedcame later');
    await docker('exec', 'sees', 'sh', '-c', 'mkdir /p/made && echo inside >/p/made/there && rm /p/new');
    expect(await readFile(inShared('project/made/there'), 'utf8')).toBe('inside\n');
    expect((await readdir(inShared('project'))).sort()).toEqual(['here', 'made']);
  });

  test('600 files and a large one come through with their contents, rights and links', async () => {
    await mkdir(inShared('tree'));
    for (let folder = 0; folder < 6; folder++) {
      await mkdir(inShared(`tree/${folder}`));
      for (let file = 0; file < 100; file++) {
        const name = inShared(`tree/${folder}/file ${file}`);
        await writeFile(name, randomBytes(1 + (((folder * 100 + file) * 17) % 9000)));
        await chmod(name, [0o644, 0o600, 0o755, 0o444][file % 4]!);
      }
      await symlink(`file ${folder}`, inShared(`tree/${folder}/link`));
    }
    await symlink('/nowhere', inShared('tree/broken'));
    // Many times what is under way at once, in a read or in the connection.
    await writeFile(inShared('big'), randomBytes(24 * MIB));
    const inside = (script: string) =>
      docker('run', '--rm', '-v', `${shared}:/s`, '-w', '/s', 'busybox', 'sh', '-ec', script);
    // Read there, written there: right here again, it was right both ways.
    await inside('dd if=big of=big2 bs=1M');
    expect(sumOf(await readFile(inShared('big2')))).toBe(sumOf(await readFile(inShared('big'))));
    // Side by side, as builds and package managers do.
    await inside('mkdir copy; for one in tree/*; do cp -a "$one" copy/ & done; wait');
    expect(await listed(inShared('copy'))).toEqual(await listed(inShared('tree')));
    await inside('rm -r copy big2');
    expect((await readdir(shared)).sort()).toEqual(['big', 'project', 'tree']);
  }, 900_000);

  test('a folder that is not shared is refused with the reason, by API, CLI and Compose, and nothing is made', async () => {
    const before = await containers();
    const reason = `${dir} is not shared with the engine’s VM`;
    const body = JSON.stringify({ Image: 'busybox', HostConfig: { Binds: [`${dir}:/x`] } });
    expect(await post(engine.socketPath, '/v1.51/containers/create', body)).toEqual({
      status: 400,
      message: expect.stringContaining(reason),
    });
    const refused = { stderr: expect.stringContaining(reason) };
    await expect(docker('run', '--rm', '-v', `${dir}:/x`, 'busybox', 'true')).rejects.toMatchObject(refused);
    await expect(
      docker('run', '--rm', '--mount', `type=bind,src=${dir},dst=/x`, 'busybox', 'true'),
    ).rejects.toMatchObject(refused);
    const project = path.join(dir, 'project');
    await mkdir(project);
    await mkdir(inShared('data'));
    await writeFile(inShared('data/file'), 'of the stack');
    const compose = async (source: string) => {
      const services = {
        web: { image: 'busybox', command: 'cat /x/file', volumes: [{ type: 'bind', source, target: '/x' }] },
      };
      await writeFile(path.join(project, 'compose.yaml'), JSON.stringify({ services }));
      const env = { ...process.env, DOCKER_HOST: engine.endpoint };
      return run(process.env['GANTRY_TEST_COMPOSE'] ?? '', ['-p', 'binds', 'up', '--abort-on-container-exit'], {
        ...{ cwd: project, env },
      });
    };
    await expect(compose(dir)).rejects.toMatchObject(refused);
    expect(await containers()).toBe(before);
    expect((await compose(inShared('data'))).stdout).toContain('of the stack');
    await run(process.env['GANTRY_TEST_COMPOSE'] ?? '', ['-p', 'binds', 'down'], {
      ...{ cwd: project, env: { ...process.env, DOCKER_HOST: engine.endpoint } },
    });
  });

  test('its engine trusts what this machine was told to trust, and goes by the proxy on this machine’s own loopback', async () => {
    const direct = `10.0.2.2:${registry.port}/made:1`;
    await docker('tag', 'busybox', direct);
    await docker('push', '-q', direct);
    expect(proxy.asked).toEqual([]);
    // Nobody knows this name but the proxy.
    expect(await docker('pull', '-q', `${NAME}/made:1`)).toBe(`${NAME}/made:1`);
    expect(new Set(proxy.asked)).toEqual(new Set([`${NAME}:443`]));
  });

  test('asleep, it is woken by a container that binds a shared folder; one that binds another is refused, awake or not', async () => {
    await docker('rm', '-f', 'sees');
    const untilAsleep = async () => {
      await expect
        .poll(() => engine.status.state, { timeout: SLOW_MS, interval: 500 })
        .toEqual({ type: 'stopped', isAsleep: true });
    };
    saverMinutes = 1 / 60;
    await untilAsleep();
    saverMinutes = 0;
    await writeFile(inShared('while-asleep'), 'written while it slept');
    const binds = ['-v', `${shared}:/s`, 'busybox', 'cat', '/s/while-asleep'];
    expect(await docker('run', '--rm', ...binds)).toBe('written while it slept');
    expect(engine.status.state.type).toBe('running');
    saverMinutes = 1 / 60;
    await untilAsleep();
    saverMinutes = 0;
    await expect(docker('run', '--rm', '-v', `${dir}:/x`, 'busybox', 'true')).rejects.toMatchObject({
      stderr: expect.stringContaining('is not shared with the engine’s VM'),
    });
    expect(await containers()).toBe('');
  });
});

const sumOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Every file below a folder: its rights, and its content's sum or where it leads. */
async function listed(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const each = entries.map(async (entry) => {
    const file = path.join(entry.parentPath, entry.name);
    const { mode } = await lstat(file);
    const is = entry.isSymbolicLink()
      ? `-> ${await readlink(file)}`
      : entry.isFile()
        ? sumOf(await readFile(file))
        : 'folder';
    return `${path.relative(folder, file)} ${(mode & 0o7777).toString(8)} ${is}`;
  });
  return (await Promise.all(each)).sort();
}

const post = (socketPath: string, target: string, body: string) =>
  new Promise<{ status: number | undefined; message: string }>((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
    const sent = request({ socketPath, path: target, method: 'POST', headers }, (response) => {
      text(response).then((said) => {
        resolve({ status: response.statusCode, message: (JSON.parse(said) as { message: string }).message });
      }, reject);
    });
    sent.once('error', reject).end(body);
  });
