import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isProcess } from '../../native/process.ts';
import type { RunningVm, VmDriver } from '../driver.ts';
import { type TestVm, guestForTests, makeTestVm } from '../testing/guestForTests.ts';
import { qemuForTests } from '../testing/qemuForTests.ts';
import { GUEST_IP } from './args.ts';
import { type QemuOptions, createQemuDriver } from './driver.ts';

const never = () => new AbortController().signal;
/** Emulated, on a machine that does other things too. */
const SLOW_MS = 300_000;

/** One story: each test goes on where the one before it ended. */
describe('a real guest under emulation', { timeout: SLOW_MS }, () => {
  let parts = '';
  let machine: TestVm;
  let options: QemuOptions;
  let driver: VmDriver;
  let vm: RunningVm;

  beforeAll(async () => {
    parts = await mkdtemp(path.join(tmpdir(), 'gantry-vm-parts-'));
    machine = await makeTestVm(await guestForTests(parts));
    options = {
      env: process.env,
      arch: 'amd64',
      accelerator: 'tcg',
      bundledDir: await qemuForTests(),
      budgetMs: SLOW_MS,
    };
    driver = createQemuDriver(options);
  }, SLOW_MS);
  afterAll(async () => {
    await driver.remove(machine.spec);
    await machine.remove();
    await rm(parts, { recursive: true, force: true });
  });

  const inGuest = async (command: string) => {
    const { status, stdout, stderr } = await machine.ssh(vm.sshAddress, command);
    if (status !== 0) throw new Error(`${command}: ${stderr.toString()}`);
    return stdout.toString().trim();
  };
  const start = async () => {
    vm = await driver.start(machine.spec);
    return vm.ready(never());
  };

  test('starts, says READY with its stages and its host key, and its SSH answers', async () => {
    expect(await driver.state(machine.spec)).toBe('absent');
    const ready = await start();
    expect(ready).toMatchObject({
      addresses: [GUEST_IP],
      hostKey: expect.stringMatching(/^ssh-ed25519 AAAA/),
      warnings: [],
    });
    expect(ready.stagesMs['ssh']).toBeGreaterThan(0);
    expect(await inGuest('uname -s')).toBe('Linux');
    await inGuest('echo kept > /var/lib/marker && sync');
    expect(await driver.state(machine.spec)).toBe('running');
  });

  test('a second start and a change of the disk are refused while it runs', async () => {
    await expect(driver.start(machine.spec)).rejects.toMatchObject({ error: { code: 'conflict' } });
    await expect(driver.resize({ ...machine.spec, dataSizeBytes: 8 * 2 ** 30 })).rejects.toMatchObject({
      error: { code: 'conflict' },
    });
    await expect(driver.adopt(machine.spec)).rejects.toMatchObject({
      error: { code: 'conflict', hint: expect.stringContaining('Another copy of Gantry') },
    });
  });

  test('publishes a port of the guest, names a taken one, and takes it back', async () => {
    await inGuest('mkdir -p /tmp/www && echo hello > /tmp/www/index.html && busybox httpd -p 8080 -h /tmp/www');
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const hostPort = (server.address() as AddressInfo).port;
    const port = { protocol: 'tcp', hostIp: '127.0.0.1', hostPort } as const;
    const to = { ...port, guestIp: GUEST_IP, guestPort: 8080 };
    await expect(vm.publish?.(to)).rejects.toMatchObject({ error: { code: 'port-in-use', hostPort } });
    await new Promise((resolve) => server.close(resolve));
    await vm.publish?.(to);
    expect(await (await fetch(`http://127.0.0.1:${hostPort}/`)).text()).toBe('hello\n');
    await vm.unpublish?.(port);
    await expect(fetch(`http://127.0.0.1:${hostPort}/`)).rejects.toThrow('fetch failed');
  });

  test('memory that the guest frees is given back to the host', async () => {
    const residentBytes = async () => {
      const status = await readFile(`/proc/${vm.pid}/status`, 'utf8');
      return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1024;
    };
    await inGuest('dd if=/dev/zero of=/tmp/big bs=1M count=300');
    const full = await residentBytes();
    await inGuest('rm /tmp/big');
    await expect.poll(residentBytes, { timeout: 60_000, interval: 500 }).toBeLessThan(full - 200 * 2 ** 20);
  });

  test('halts and goes on: its clock stood still meanwhile', async () => {
    const before = Number(await inGuest('cut -d" " -f1 /proc/uptime'));
    await vm.pause?.();
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    await vm.resume?.();
    const after = Number(await inGuest('cut -d" " -f1 /proc/uptime'));
    expect(after - before).toBeGreaterThan(0);
    expect(after - before).toBeLessThan(4);
  });

  test('stops when its guest is asked over SSH', async () => {
    await vm.stop(60_000, async () => void (await inGuest('/usr/sbin/engine-stop')));
    expect(await vm.ended).toEqual({ reason: 'stopped' });
    expect(await readFile(vm.serialLog, 'utf8')).toContain('STOPPED');
    expect(await driver.state(machine.spec)).toBe('stopped');
  });

  test('outlives an app that is killed, and is adopted by the next one with its larger disk and what is on it', async () => {
    await driver.resize({ ...machine.spec, dataSizeBytes: 6 * 2 ** 30 });
    const pid = await startInAnAppThatIsKilled();
    expect(await driver.state(machine.spec)).toBe('running');
    const adopted = await driver.adopt(machine.spec);
    if (!adopted) throw new Error('It was not found.');
    vm = adopted;
    expect(vm).toMatchObject({ pid, isAdopted: true });
    expect((await vm.ready(never())).hostKey).toMatch(/^ssh-ed25519/);
    expect(await inGuest('cat /var/lib/marker')).toBe('kept');
    expect(Number(await inGuest("df -m /var/lib | awk 'NR == 2 { print $2 }'"))).toBeGreaterThan(5_000);
  });

  test('let go of, it runs on and is adopted again', async () => {
    await vm.release();
    expect(await driver.state(machine.spec)).toBe('running');
    const again = await driver.adopt(machine.spec);
    if (!again) throw new Error('It was not found.');
    vm = again;
    expect(await inGuest('echo again')).toBe('again');
  });

  test('killed in the middle of a write it is known as killed, and the next start is clean', async () => {
    const writing = inGuest(
      'echo before > /var/lib/second && sync && dd if=/dev/zero of=/var/lib/big bs=1M count=2000',
    ).catch(() => 'cut off');
    await expect.poll(() => inGuest('ls /var/lib/big'), { timeout: 60_000 }).toBe('/var/lib/big');
    process.kill(vm.pid ?? 0, 'SIGKILL');
    expect(await vm.ended).toMatchObject({ reason: 'killed' });
    expect(await writing).toBe('cut off');
    expect(await driver.state(machine.spec)).toBe('stopped');
    const ready = await start();
    expect(ready.warnings).toEqual([]);
    expect(vm.isAdopted).toBe(false);
    expect(await inGuest('cat /var/lib/marker /var/lib/second')).toBe('kept\nbefore');
  });

  test('stops by its power button when there is nobody to ask over SSH', async () => {
    await vm.stop(60_000);
    expect(await vm.ended).toEqual({ reason: 'stopped' });
    expect(await readFile(vm.serialLog, 'utf8')).toContain('STOPPED');
  }, 90_000);

  test('a guest without its root says so, and a hang ends within its budget', async () => {
    await driver.create(machine.spec);
    const root = path.join(machine.spec.dir, 'empty');
    await writeFile(root, Buffer.alloc(4096));
    const broken = { ...machine.spec, guest: { ...machine.spec.guest, root } };
    const failed = await driver.start(broken);
    await expect(failed.ready(never())).rejects.toMatchObject({
      error: { message: "The guest could not start: No disk with the guest's root was found.", detail: 'no-root' },
    });
    await failed.kill();
    const hanging = await createQemuDriver({ ...options, budgetMs: 300 }).start(machine.spec);
    await expect(hanging.ready(never())).rejects.toMatchObject({
      error: { message: expect.stringContaining('within 0 s') },
    });
    await hanging.kill();
    expect(await driver.state(machine.spec)).toBe('stopped');
  });

  test('steered by stdio (as on Windows) nobody can adopt it: the next start ends it, and never runs a second beside it', async () => {
    const byStdio = { ...options, control: 'stdio' } as const;
    const orphan = await startInAnAppThatIsKilled(byStdio);
    const other = createQemuDriver(byStdio);
    expect(await other.state(machine.spec)).toBe('running');
    expect(await other.adopt(machine.spec)).toBeUndefined();
    const next = await other.start(machine.spec);
    expect(next.pid).not.toBe(orphan);
    expect(await isProcess(orphan, path.join(machine.spec.dir, 'qemu.pid'))).toBe(false);
    await expect(other.start(machine.spec)).rejects.toMatchObject({ error: { code: 'conflict' } });
    await next.kill();
    expect(await next.ended).toMatchObject({ reason: 'killed' });
  });

  test('removed, nothing of it is left', async () => {
    await driver.remove(machine.spec);
    expect(await driver.state(machine.spec)).toBe('absent');
  });

  /** Resolves with the pid of its QEMU, when the guest is ready and the app is dead. */
  async function startInAnAppThatIsKilled(chosen: QemuOptions = options): Promise<number> {
    const script = fileURLToPath(new URL('../testing/mortalApp.ts', import.meta.url));
    const spec = { ...machine.spec, dataSizeBytes: 6 * 2 ** 30 };
    const run = `
      const { runnerImport } = await import('vite');
      const { module } = await runnerImport(${JSON.stringify(script)}, { configFile: false, logLevel: 'silent' });
      await module.runUntilKilled(${JSON.stringify(spec)}, { ...${JSON.stringify(chosen)}, env: process.env });`;
    const app = spawn(process.execPath, ['--input-type=module', '--eval', run], {
      cwd: path.dirname(script),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(app, 'exit');
    const died = ended.then(() => Promise.reject(new Error('The app ended before its guest was ready.')));
    const [text] = (await Promise.race([once(app.stdout, 'data'), died])) as [Buffer];
    died.catch(() => {});
    app.kill('SIGKILL');
    await ended;
    return (JSON.parse(text.toString()) as { pid: number }).pid;
  }
});
