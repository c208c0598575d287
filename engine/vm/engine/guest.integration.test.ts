import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EngineState } from '../../../contract/model/engine.ts';
import { buildForTests } from '../../guest/testing/builtGuest.ts';
import type { Engine } from '../../lifecycle/api.ts';
import { getJson } from '../../native/engineApi.ts';
import { importBusybox } from '../../testing/busyboxImage.ts';
import { endWithThisProcess } from '../../testing/endWithThisProcess.ts';
import { testEngine } from '../../testing/testEngine.ts';
import type { RunningVm, VmDriver } from '../driver.ts';
import { createQemuDriver } from '../qemu/driver.ts';
import { qemuForTests } from '../testing/qemuForTests.ts';
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
  let engine: Engine;
  /** As the driver gave it last: what an app cannot do, a hypervisor and a host can. */
  let vm: RunningVm;
  const cli = testEngine().cliPath;

  /** As the next copy of the app opens it. */
  const open = (): Engine => {
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
      resources: { cpus: 2, memoryBytes: 1024 * MIB, dataSizeBytes: 4096 * MIB },
      engineBudgetMs: SLOW_MS,
    });
  };
  const docker = async (...args: readonly string[]): Promise<string> => {
    const { stdout } = await run(cli, ['--host', engine.endpoint, ...args]);
    return stdout.trim();
  };
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
      stderr: expect.stringContaining(`listen tcp4 127.0.0.1:${other}: bind: address already in use`),
    });
    taken.close();
    expect(await page(port)).toBe('hello\n');
  });

  test('the guest’s clock is right again after it stood still', async () => {
    const off = async () => {
      const { SystemTime } = await getJson<{ SystemTime: string }>(engine.socketPath, '/info', 30_000);
      return Math.abs(Date.now() - Date.parse(SystemTime));
    };
    await vm.pause?.();
    await new Promise((resolve) => setTimeout(resolve, 6_000));
    await vm.resume?.();
    await expect.poll(off, { timeout: 90_000, interval: 2_000 }).toBeLessThan(2_000);
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

  test('stopped and started again everything is there, published ports of restarted containers too', async () => {
    await engine.stop();
    expect(engine.status.state).toEqual({ type: 'stopped' });
    await expect(page(port)).rejects.toThrow('fetch failed');
    await engine.start();
    await expect.poll(() => page(port).catch(() => ''), { timeout: 60_000 }).toBe('hello\n');
    expect(await docker('images', '--quiet')).not.toBe('');
  });

  test('killed, it is started again by itself', async () => {
    process.kill(vm.pid ?? 0, 'SIGKILL');
    await expect.poll(() => engine.status.state.type, { timeout: 30_000, interval: 20 }).toBe('failed');
    await expect.poll(() => engine.status.state.type, { timeout: SLOW_MS, interval: 500 }).toBe('running');
    await expect.poll(() => page(port).catch(() => ''), { timeout: 60_000 }).toBe('hello\n');
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
