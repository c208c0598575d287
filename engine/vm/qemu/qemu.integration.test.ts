import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endWithThisProcess } from '../../testing/endWithThisProcess.ts';
import { fixedVhd } from '../hyperv/fixedVhd.ts';
import { type LaunchedVm, launchVm } from '../launch.ts';
import { runProgram } from '../run.ts';
import { qemuForTests } from '../testing/qemuForTests.ts';
import { qemuArgs } from './args.ts';
import { createDisk, diskSize, growDisk } from './disk.ts';
import { qemuFailure } from './failure.ts';
import { type Qemu, needQemu } from './find.ts';
import { addForward, forwardedPort, removeForward } from './forwards.ts';
import { connectControl } from './control.ts';
import { controlOf, qemuPaths } from './paths.ts';
import { type Qmp, type QmpEvent, connectQmp } from './qmp.ts';

/** A real QEMU that stands still before its first instruction: no guest is needed. */
const env = process.env;
let dir = '';
let qemu: Qemu;
let launched: LaunchedVm;
let qmp: Qmp;
const events: QmpEvent[] = [];

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'gantry-qemu-'));
  endWithThisProcess(dir);
  qemu = await needQemu({ arch: 'amd64', env, platform: 'linux', bundledDir: await qemuForTests() });
  for (const name of ['root', 'config']) await writeFile(path.join(dir, name), Buffer.alloc(512));
  await createDisk({ qemu, env, file: qemuPaths({ dir }).data, sizeBytes: 2 ** 30 });
  launched = await launch(dir, dir);
  const control = await connectControl(qemuPaths({ dir }).controlSocket, () => false, 20_000);
  if (!control) throw new Error(await readFile(qemuPaths({ dir }).log, 'utf8'));
  qmp = await connectQmp(control, (event) => void events.push(event));
}, 600_000); // QEMU may have to be fetched.
afterAll(async () => {
  qmp?.close();
  await launched?.kill();
  await rm(dir, { recursive: true, force: true });
});

/** With the disks of `dir`, and its other files in `own`. */
function launch(ofDisks: string, own: string): Promise<LaunchedVm> {
  const paths = qemuPaths({ dir: own });
  const args = qemuArgs({
    ...paths,
    name: 'still',
    arch: 'amd64',
    accelerator: 'tcg',
    version: qemu.version,
    cpus: 1,
    memoryBytes: 64 * 2 ** 20,
    kernel: '',
    initrd: '',
    root: path.join(ofDisks, 'root'),
    data: qemuPaths({ dir: ofDisks }).data,
    config: path.join(ofDisks, 'config'),
    control: controlOf(paths, 'socket'),
    dataDirs: qemu.dataDirs,
  });
  const kernel = args.indexOf('-kernel');
  const still = [...args.slice(0, kernel), ...args.slice(kernel + 6), '-S'];
  return launchVm(qemu.system, still, { env, cwd: own, log: paths.log });
}

async function listen(): Promise<{ server: Server; port: number }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

const forward = { protocol: 'tcp', hostIp: '127.0.0.1', guestIp: '10.0.2.15', guestPort: 80 } as const;

test('the QEMU of the tests is a new one, run by its own loader, and takes every argument', async () => {
  expect(qemu.version.major).toBeGreaterThanOrEqual(10);
  expect(qemu.system.args.at(-1)).toMatch(/qemu-system-x86_64$/);
  expect(await qmp.execute('query-status')).toMatchObject({ running: false, status: 'prelaunch' });
  expect(await readFile(qemuPaths({ dir }).log, 'utf8')).toBe('');
});

test('a command it does not know is refused in its words', async () => {
  await expect(qmp.execute('no-such-command')).rejects.toMatchObject({
    error: { message: expect.stringContaining('no-such-command') },
  });
});

test('events arrive: it begins to run, and halts', async () => {
  await qmp.execute('cont');
  await qmp.execute('stop');
  expect(events.map(({ event }) => event)).toEqual(['RESUME', 'STOP']);
});

test('SSH has a port that the system picked; a port is published and taken back; a taken one is named', async () => {
  const sshPort = forwardedPort(await qmp.monitor('info usernet'), 22);
  expect(sshPort).toBeGreaterThan(1023);
  const { server, port } = await listen();
  await expect(addForward(qmp, { ...forward, hostPort: port })).rejects.toMatchObject({
    error: { code: 'port-in-use', hostIp: '127.0.0.1', hostPort: port },
  });
  await new Promise((resolve) => server.close(resolve));
  await addForward(qmp, { ...forward, hostPort: port });
  await addForward(qmp, { ...forward, protocol: 'udp', hostPort: port });
  expect(forwardedPort(await qmp.monitor('info usernet'), 80)).toBe(port);
  await removeForward(qmp, { ...forward, hostPort: port });
  await removeForward(qmp, { ...forward, hostPort: port });
  expect(forwardedPort(await qmp.monitor('info usernet'), 80)).toBeUndefined();
  const again = await listen();
  await new Promise((resolve) => again.server.close(resolve));
});

test('an address this machine does not have, IPv6, and what is no port are refused with the reason', async () => {
  await expect(addForward(qmp, { ...forward, hostIp: '203.0.113.9', hostPort: 8099 })).rejects.toMatchObject({
    error: { code: 'invalid-input', message: 'This machine has no address 203.0.113.9.' },
  });
  await expect(addForward(qmp, { ...forward, hostIp: '::1', hostPort: 8099 })).rejects.toMatchObject({
    error: { code: 'unsupported' },
  });
  await expect(addForward(qmp, { ...forward, hostIp: '127.0.0.1:1 x', hostPort: 8099 })).rejects.toMatchObject({
    error: { code: 'invalid-input', path: ['hostIp'] },
  });
  await expect(addForward(qmp, { ...forward, hostPort: 70_000 })).rejects.toMatchObject({
    error: { code: 'invalid-input', path: ['hostPort'] },
  });
});

test('a second QEMU never gets the disk, and ends with that reason', async () => {
  const other = await mkdtemp(path.join(tmpdir(), 'gantry-qemu-'));
  try {
    const second = await launch(dir, other);
    const { status } = await second.exit;
    expect(status).toBe(1);
    const said = await readFile(qemuPaths({ dir: other }).log, 'utf8');
    expect(qemuFailure(said, '')).toMatchObject({
      code: 'conflict',
      message: 'The VM was not started: another QEMU has its disk.',
    });
    const sameFolder = await launchVm(
      qemu.system,
      [
        '-S',
        '-display',
        'none',
        '-pidfile',
        qemuPaths({ dir }).pidFile,
        ...qemu.dataDirs.flatMap((one) => ['-L', one]),
      ],
      {
        env,
        cwd: other,
        log: path.join(other, 'same.log'),
      },
    );
    await sameFolder.exit;
    expect(qemuFailure(await readFile(path.join(other, 'same.log'), 'utf8'), '')).toMatchObject({ code: 'conflict' });
  } finally {
    await rm(other, { recursive: true, force: true });
  }
});

test('the data disk is made once, grows, is never made smaller, and takes no space before it is used', async () => {
  const file = path.join(dir, 'other.qcow2');
  await createDisk({ qemu, env, file, sizeBytes: 2 ** 30 });
  expect((await stat(file)).size).toBeLessThan(1 << 20);
  await createDisk({ qemu, env, file, sizeBytes: 2 ** 31 });
  expect(await diskSize(qemu, env, file)).toBe(2 ** 30);
  await growDisk({ qemu, env, file, sizeBytes: 2 ** 31 });
  expect(await diskSize(qemu, env, file)).toBe(2 ** 31);
  await expect(growDisk({ qemu, env, file, sizeBytes: 2 ** 30 })).rejects.toMatchObject({
    error: { code: 'invalid-input', hint: expect.stringContaining('reset the engine') },
  });
  await expect(growDisk({ qemu, env, file: qemuPaths({ dir }).data, sizeBytes: 2 ** 32 })).rejects.toMatchObject({
    error: { code: 'conflict' },
  });
  const from = path.join(dir, 'from-template.qcow2');
  await createDisk({ qemu, env, file: from, sizeBytes: 2 ** 32 }, file);
  expect(await diskSize(qemu, env, from)).toBe(2 ** 32);
});

test('the disk that Hyper-V gets its configuration from is a VHD for others too', async () => {
  const raw = randomBytes(700_000);
  const vhd = path.join(dir, 'config.vhd');
  await writeFile(vhd, fixedVhd(raw));
  const args = ['convert', '-f', 'vpc', '-O', 'raw', vhd, `${vhd}.raw`];
  const { status, stderr } = await runProgram(qemu.image, args, { env });
  expect([status, stderr.toString()]).toEqual([0, '']);
  expect((await readFile(`${vhd}.raw`)).subarray(0, raw.length).equals(raw)).toBe(true);
});

test('ended from outside, the channel says so and what is asked after is told', async () => {
  process.kill(launched.pid, 'SIGTERM');
  await qmp.closed;
  expect(events.at(-1)).toMatchObject({ event: 'SHUTDOWN', data: { reason: 'host-signal' } });
  await expect(qmp.execute('query-status')).rejects.toMatchObject({ error: { code: 'disconnected' } });
  expect(await launched.exit).toEqual({ status: 0, signal: null });
});
