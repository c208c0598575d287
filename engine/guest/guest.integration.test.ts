import { mkdtemp, open, readFile, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pack } from 'tar-stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BuiltGuest } from './build.ts';
import { blankDisk, startEmulator, testConfig, type EmulatedGuest } from './testing/emulator.ts';
import { buildForTests, emulatorForTests } from './testing/builtGuest.ts';
import { connectGuest, testKey } from './testing/ssh.ts';

const GIB = 1 << 30;
/** An emulator on a machine with other work is slow; what hangs is found all the same. */
const BOOT_MS = 180_000;

const key = testKey();
const running: EmulatedGuest[] = [];
let dir = '';
let guest: BuiltGuest;

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'gantry-guest-test-'));
  guest = await buildForTests('amd64', dir);
}, 600_000);

afterAll(async () => {
  for (const one of running) await one.kill();
  await rm(dir, { recursive: true, force: true });
});

async function boot(dataDisk: string, config = testConfig(key.authorized)) {
  const tools = await emulatorForTests('amd64');
  const started = await startEmulator({ tools, arch: 'amd64', parts: guest.dir, dataDisk, config });
  running.push(started);
  return started;
}

/** An image with nothing but a shell, as `docker import` takes it. */
async function busyboxImage(link: Awaited<ReturnType<typeof connectGuest>>): Promise<void> {
  const { text } = await link.exec('base64 /usr/bin/busybox');
  const archive = pack();
  archive.entry({ name: 'bin/busybox', mode: 0o755 }, Buffer.from(text, 'base64'));
  archive.finalize();
  const parts: Buffer[] = [];
  for await (const part of archive) parts.push(part as Buffer);
  const made = await link.api('POST', '/images/create?fromSrc=-&repo=busybox&tag=latest', Buffer.concat(parts));
  expect(made).toMatchObject({ status: 200 });
}

async function runContainer(link: Awaited<ReturnType<typeof connectGuest>>, command: string): Promise<string> {
  const created = await link.api('POST', '/containers/create?name=hello', {
    Image: 'busybox',
    Cmd: ['/bin/busybox', 'sh', '-c', command],
    HostConfig: { PortBindings: { '80/tcp': [{ HostPort: '8080' }] } },
    ExposedPorts: { '80/tcp': {} },
  });
  expect(created).toMatchObject({ status: 201 });
  const started = await link.api('POST', '/containers/hello/start');
  expect(started).toMatchObject({ status: 204 });
  expect((await link.api('POST', '/containers/hello/wait')).text).toContain('"StatusCode":0');
  return (await link.api('GET', '/containers/hello/logs?stdout=1')).text;
}

test(
  'the guest starts on a blank disk, its engine answers through SSH and runs a container, and it stops cleanly',
  async () => {
    const disk = await blankDisk(path.join(dir, 'data.img'), 8 * GIB);
    const first = await boot(disk);
    const ready = await first.said('READY', BOOT_MS);
    expect(ready).toMatchObject({ version: guest.manifest.version, addresses: ['10.0.2.15'] });
    expect(Object.keys(ready['stagesMs'] as object)).toEqual([
      'initramfs',
      'root',
      'init',
      'modules',
      'network',
      'data',
      'ssh',
    ]);
    const link = await connectGuest(first.port, key.privateKey, String(ready['hostKey']));
    const version = await link.api('GET', '/version');
    expect(JSON.parse(version.text)).toMatchObject({ Version: expect.stringMatching(/^28\./), Arch: 'amd64' });
    await busyboxImage(link);
    expect(await runContainer(link, 'echo from the guest')).toContain('from the guest');
    expect((await link.exec('cat /var/lib/gantry/guest-version')).text.trim()).toBe(guest.manifest.version);
    expect((await link.exec('engine-stop')).status).toBe(0);
    expect(await first.said('STOPPED', 60_000)).toHaveProperty('ms');
    expect(await first.ended).toBe(0);

    // Larger than its file system: what is on it is kept, and the room is there.

    await truncate(disk, 10 * GIB);
    const second = await boot(disk);
    const again = await second.said('READY', BOOT_MS);
    expect(again['hostKey']).toBe(ready['hostKey']);
    const other = await connectGuest(second.port, key.privateKey, String(again['hostKey']));
    expect((await other.api('GET', '/containers/hello/json')).status).toBe(200);
    const sizeMiB = Number((await other.exec("df -m /var/lib | awk 'NR == 2 { print $2 }'")).text);
    expect(sizeMiB).toBeGreaterThan(9.5 * 1024);
    await other.exec('engine-stop');
    expect(await second.ended).toBe(0);
  },
  3 * BOOT_MS,
);

test(
  'a data disk with something else on it is named and left as it is, and SSH is there to mend it',
  async () => {
    const disk = await blankDisk(path.join(dir, 'foreign.img'), 64 << 20);

    const file = await open(disk, 'r+');
    await file.write(Buffer.from('somebody else needs this'), 0, 24, 4096);
    await file.close();
    const before = await readFile(disk);
    const started = await boot(disk);
    expect(await started.said('FAILED', BOOT_MS)).toMatchObject({ code: 'data-unreadable' });
    const ready = await started.said('READY', 60_000);
    const link = await connectGuest(started.port, key.privateKey, String(ready['hostKey']));
    expect((await link.exec('cat /run/gantry/failed')).text.trim()).toBe('data-unreadable');
    await link.exec('engine-stop');
    expect(await started.ended).toBe(0);
    expect(before.equals(await readFile(disk))).toBe(true);
  },
  2 * BOOT_MS,
);

test(
  'an engine that ends as soon as it starts is named with its own words, and SSH is there to mend it',
  async () => {
    const disk = await blankDisk(path.join(dir, 'loop.img'), GIB);
    const started = await boot(disk, { ...testConfig(key.authorized), daemon: { 'no-such-setting': true } });
    const failed = await started.said('FAILED', 2 * BOOT_MS);
    expect(failed).toMatchObject({
      code: 'engine-crash-loop',
      message: expect.stringContaining('no-such-setting'),
    });
    const ready = await started.said('READY', BOOT_MS);
    const link = await connectGuest(started.port, key.privateKey, String(ready['hostKey']));
    // Mended from outside, it comes up without a restart.
    await link.exec("echo '{}' >/etc/docker/daemon.json");
    expect((await link.api('GET', '/_ping')).text).toBe('OK');
    await link.exec('engine-stop');
    expect(await started.ended).toBe(0);
  },
  4 * BOOT_MS,
);
