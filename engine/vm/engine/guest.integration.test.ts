import { execFile, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EngineState } from '../../../contract/model/engine.ts';
import { VmChoices } from '../../../contract/model/engineVm.ts';
import { buildForTests } from '../../guest/testing/builtGuest.ts';
import type { VmEngine } from '../../lifecycle/api.ts';
import { getJson } from '../../native/engineApi.ts';
import { importBusybox } from '../../testing/busyboxImage.ts';
import { endWithThisProcess } from '../../testing/endWithThisProcess.ts';
import { testEngine } from '../../testing/testEngine.ts';
import type { RunningVm, VmDriver } from '../driver.ts';
import { createQemuDriver } from '../qemu/driver.ts';
import { qemuForTests } from '../testing/qemuForTests.ts';
import { startRegistry } from '../testing/registry.ts';
import { createVmEngine } from './createVmEngine.ts';

const run = promisify(execFile);
/** Emulated, on a machine that does other things too. */
const SLOW_MS = 300_000;
const MIB = 2 ** 20;

/** One story: each test goes on where the one before it ended. */
describe('the engine in a real guest under emulation', { timeout: SLOW_MS }, () => {
  let dir = '';
  let guestDir = '';
  let qemuDir = '';
  let diskBytes = 4096 * MIB;
  let engine: VmEngine;
  /** As the driver gave it last: what an app cannot do, a hypervisor and a host can. */
  let vm: RunningVm;
  const cli = testEngine().cliPath;

  /** As the next copy of the app opens it. */
  const open = (): VmEngine => {
    const real = createQemuDriver({
      env: process.env,
      arch: 'amd64',
      accelerator: 'tcg',
      bundledDir: qemuDir,
      budgetMs: SLOW_MS,
    });
    const driver: VmDriver = {
      ...real,
      start: async (spec) => (vm = await real.start(spec)),
      adopt: async (spec) => {
        const found = await real.adopt(spec);
        if (found) vm = found;
        return found;
      },
    };
    return createVmEngine({
      dir: path.join(dir, 'engine'),
      guestDir,
      env: process.env,
      createDriver: () => driver,
      choices: () => ({ ...VmChoices.parse({}), cpus: 2, memoryBytes: 1024 * MIB, diskBytes }),
      engineBudgetMs: SLOW_MS,
    });
  };
  const docker = async (...args: readonly string[]): Promise<string> => {
    const { stdout } = await run(cli, ['--host', engine.endpoint, ...args]);
    return stdout.trim();
  };
  /** Docker's own programs, in a folder of their own. */
  const tool = (name: 'GANTRY_TEST_BUILDX' | 'GANTRY_TEST_COMPOSE', ...args: readonly string[]) =>
    run(process.env[name] ?? '', args, {
      cwd: path.join(dir, 'project'),
      env: { ...process.env, DOCKER_HOST: engine.endpoint, BUILDX_CONFIG: path.join(dir, 'buildx') },
    });
  const page = async (port: number): Promise<string> => (await fetch(`http://127.0.0.1:${port}/`)).text();
  const freePort = async (): Promise<number> => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    return port;
  };
  const serve = 'mkdir -p /www && echo hello >/www/index.html && exec httpd -f -p 80 -h /www';
  let port = 0;

  beforeAll(async () => {
    dir = await mkdtemp(path.join(tmpdir(), 'gantry-vme-'));
    qemuDir = await qemuForTests();
    endWithThisProcess(dir);
    ({ dir: guestDir } = await buildForTests('amd64', path.join(dir, 'guest')));
    engine = open();
  }, 600_000);
  afterAll(async () => {
    await engine.stop();
    await engine.close();
    await rm(dir, { recursive: true, force: true });
  }, SLOW_MS);

  test('starts: the stages of the guest are told, and docker’s own program works at its socket', async () => {
    await engine.ready();
    expect(engine.status.state).toEqual({ type: 'stopped' });
    await engine.start();
    const state = engine.status.state as Extract<EngineState, { type: 'running' }>;
    expect(state).toMatchObject({ type: 'running', isAdopted: false, version: expect.stringMatching(/^\d+\./) });
    expect(state.stages?.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['vm', 'root', 'network', 'data', 'ssh', 'connected', 'engine']),
    );
    expect(await docker('version', '--format', '{{.Server.Version}}')).toBe(state.version);
  });

  test('images go in, and a container’s input may end before its output does', async () => {
    await importBusybox(cli, engine.socketPath);
    const child = run(cli, ['--host', engine.endpoint, 'run', '--rm', '-i', 'busybox', 'sh', '-c', 'cat; echo end']);
    child.child.stdin?.end('said\n');
    expect((await child).stdout).toBe('said\nend\n');
  });

  test('a published port answers on the host; a taken one fails the container’s start, with its owner', async () => {
    port = await freePort();
    const published = ['-d', '--name', 'web', '--restart', 'always', '-p', `127.0.0.1:${port}:80`];
    await docker('run', ...published, 'busybox', 'sh', '-c', serve);
    await expect.poll(() => page(port).catch(() => ''), { timeout: 30_000 }).toBe('hello\n');
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const other = (taken.address() as AddressInfo).port;
    await expect(docker('run', '--rm', '-p', `127.0.0.1:${other}:80`, 'busybox', 'true')).rejects.toMatchObject({
      stderr: expect.stringMatching(
        new RegExp(
          `listen tcp4 127\\.0\\.0\\.1:${other}: bind: address already in use: .+ \\(process ${process.pid}\\) has it`,
        ),
      ),
    });
    taken.close();
    expect(await page(port)).toBe('hello\n');
  });

  test('UDP goes through: what is sent to the host’s port arrives in the container', async () => {
    const udp = await freePort();
    await docker('run', '-d', '--name', 'udp', '-p', `${udp}:9000/udp`, 'busybox', 'sleep', '1000');
    // Nobody listens there: the kernel counts what came for nobody.
    const arrived = async () => {
      const lines = (await docker('exec', 'udp', 'cat', '/proc/net/snmp'))
        .split('\n')
        .filter((line) => /^Udp:/.test(line));
      return Number(lines[1]?.split(' ')[2]);
    };
    const socket = createSocket('udp4');
    await expect
      .poll(
        async () => {
          socket.send('hello', udp, '127.0.0.1');
          return arrived();
        },
        { timeout: 30_000, interval: 500 },
      )
      .toBeGreaterThan(0);
    socket.close();
    await docker('rm', '-f', 'udp');
  });

  test('an image is built in it, and a Compose stack goes up and down', async () => {
    const project = path.join(dir, 'project');
    await mkdir(project);
    await writeFile(path.join(project, 'Dockerfile'), 'FROM busybox\nRUN echo made >/made\n');
    const services = { web: { build: '.', image: 'made:1', command: 'sleep 1000', volumes: ['data:/data'] } };
    await writeFile(path.join(project, 'compose.yaml'), JSON.stringify({ services, volumes: { data: {} } }));
    await tool('GANTRY_TEST_BUILDX', 'build', '--load', '-t', 'made:1', '.');
    expect(await docker('run', '--rm', 'made:1', 'cat', '/made')).toBe('made');
    await tool('GANTRY_TEST_COMPOSE', '-p', 'story', 'up', '-d', '--no-build');
    expect(await docker('ps', '--filter', 'label=com.docker.compose.project=story', '--format', '{{.Image}}')).toBe(
      'made:1',
    );
    await tool('GANTRY_TEST_COMPOSE', '-p', 'story', 'down', '-t', '0', '-v');
    expect(await docker('volume', 'ls', '-q')).toBe('');
  });

  test('after this machine has slept for a minute the guest’s clock is right at once', async () => {
    const off = async () => {
      const { SystemTime } = await getJson<{ SystemTime: string }>(engine.socketPath, '/info', 30_000);
      return Math.abs(Date.now() - Date.parse(SystemTime));
    };
    await vm.pause?.();
    // All of this process stands still, as in a sleep: its timers too.
    spawn('sh', ['-c', `kill -STOP ${process.pid}; sleep 60; kill -CONT ${process.pid}`], { stdio: 'ignore' });
    const sleptAt = Date.now();
    await expect.poll(() => Date.now() - sleptAt, { timeout: 120_000, interval: 100 }).toBeGreaterThan(58_000);
    await vm.resume?.();
    // Far sooner than the minute after which it is looked at anyway: within a second where the machine is not busy.
    await expect.poll(off, { timeout: 20_000, interval: 200 }).toBeLessThan(1_000);
  });

  test('what is removed is given back to the host', async () => {
    const blocks = async () => (await stat(path.join(dir, 'engine/vm/data.qcow2'))).blocks * 512;
    const before = await blocks();
    await docker('run', '--name', 'big', 'busybox', 'sh', '-c', 'dd if=/dev/urandom of=/big bs=1M count=120 && sync');
    expect(await blocks()).toBeGreaterThan(before + 80 * MIB);
    await docker('rm', 'big');
    await expect.poll(blocks, { timeout: 90_000, interval: 1_000 }).toBeLessThan(before + 50 * MIB);
  });

  test('settings are checked by the guest’s dockerd, and taken over while it runs', async () => {
    await expect(engine.saveSettings('{"colour":"red"}')).rejects.toMatchObject({ error: { code: 'invalid-input' } });
    await engine.setDebug(true);
    await expect.poll(() => docker('info', '--format', '{{.Debug}}')).toBe('true');
    expect(await engine.settings()).toMatchObject({ needsRestart: false });
  });

  test('its log is dockerd’s', async () => {
    const abort = new AbortController();
    for await (const lines of engine.log({ tail: 50, signal: abort.signal })) {
      expect(lines.join('\n')).toContain('level=');
      abort.abort();
    }
  });

  test('it goes on when the app is closed; the next one adopts it with its ports', async () => {
    await engine.close();
    engine = open();
    await engine.ready();
    expect(engine.status.state).toMatchObject({ type: 'running', isAdopted: true });
    await expect.poll(() => page(port).catch(() => ''), { timeout: 30_000 }).toBe('hello\n');
  });

  test('full, its disk is named at the next start, with what to do; everything else is there again', async () => {
    // All but some 40 MB, which its start needs itself.
    const fill = "f=$(df -m /f | tail -n 1 | awk '{ print $(NF - 2) }'); fallocate -l $((f - 40))m /f/big";
    await docker('run', '--rm', '-v', 'fill:/f', 'busybox', 'sh', '-c', fill);
    await engine.stop();
    expect(engine.status.state).toEqual({ type: 'stopped' });
    await expect(page(port)).rejects.toThrow('fetch failed');
    await engine.start();
    expect(engine.status.warnings).toEqual([expect.stringContaining('disk is full')]);
    await expect.poll(() => page(port).catch(() => ''), { timeout: 60_000 }).toBe('hello\n');
    expect(await docker('images', '--quiet')).not.toBe('');
  });

  test('its disk grown in the settings, it has room after a restart, and says nothing any more', async () => {
    diskBytes = 6144 * MIB;
    expect((await engine.overview()).restartFor).toEqual(['disk']);
    await engine.restart();
    expect(await engine.overview()).toMatchObject({ restartFor: [], resources: { diskBytes } });
    expect(engine.status.warnings).toEqual([]);
    const room = "df -m /f | tail -n 1 | awk '{ print $(NF - 2) }'";
    expect(Number(await docker('run', '--rm', '-v', 'fill:/f', 'busybox', 'sh', '-c', room))).toBeGreaterThan(1_500);
    await docker('volume', 'rm', 'fill');
  });

  test('killed in the middle of a pull, it is started again by itself, clean', async () => {
    const registry = await startRegistry(path.join(dir, 'registry'));
    try {
      const image = `10.0.2.2:${registry.port}/big:1`;
      await engine.saveSettings(JSON.stringify({ 'insecure-registries': [`10.0.2.2:${registry.port}`] }));
      const fat = 'FROM busybox\nRUN dd if=/dev/urandom of=/big bs=1M count=64\n';
      await writeFile(path.join(dir, 'project/Dockerfile'), fat);
      await tool('GANTRY_TEST_BUILDX', 'build', '--load', '-t', image, '.');
      await docker('push', '-q', image);
      await docker('rmi', image);
      const pulling = docker('pull', image).then(
        () => 'pulled',
        () => 'cut off',
      );
      await expect.poll(() => registry.hasServed(/GET \/v2\/big\/blobs/), { timeout: 60_000, interval: 20 }).toBe(true);
      process.kill(vm.pid ?? 0, 'SIGKILL');
      expect(await pulling).toBe('cut off');
      await expect.poll(() => engine.status.state.type, { timeout: 30_000, interval: 20 }).toBe('failed');
      await expect.poll(() => engine.status.state.type, { timeout: SLOW_MS, interval: 500 }).toBe('running');
      expect(engine.status.warnings).toEqual([]);
      await expect.poll(() => page(port).catch(() => ''), { timeout: 60_000 }).toBe('hello\n');
      await docker('pull', '-q', image);
      expect(await docker('run', '--rm', image, 'sh', '-c', 'wc -c </big')).toBe(String(64 * MIB));
    } finally {
      await registry.stop();
    }
  });

  test('a guest that nobody can speak to is named; a restart helps', async () => {
    // As if its network had died: SSH stands still, who is there and who comes.
    await docker(
      'run',
      '--rm',
      '-d',
      '--privileged',
      '--pid=host',
      'busybox',
      'sh',
      '-c',
      'sleep 1; killall -STOP dropbear',
    );
    await expect
      .poll(() => engine.status.state, { timeout: SLOW_MS, interval: 500 })
      .toMatchObject({ type: 'failed', cause: { message: expect.stringContaining('nobody can speak to it') } });
    await engine.restart();
    expect(await docker('ps', '--format', '{{.Names}}')).toBe('web');
  });

  test('settings that no dockerd starts with are named as the cause; corrected, it starts', async () => {
    await engine.stop();
    await engine.saveSettings('{"storage-driver":"nope"}');
    await expect(engine.start()).rejects.toMatchObject({
      error: { detail: 'engine-crash-loop', engineText: expect.stringContaining('nope') },
    });
    expect(engine.status.state.type).toBe('failed');
    await engine.saveSettings('{}');
    await engine.start();
    expect(await docker('ps', '--format', '{{.Names}}')).toBe('web');
  });
});
