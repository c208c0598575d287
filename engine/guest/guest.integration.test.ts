import { mkdtemp, open, readFile, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pack } from 'tar-stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLookUp, thisMachine } from '../vm/names/lookUp.ts';
import { openNameServer } from '../vm/names/server.ts';
import type { BuiltGuest } from './build.ts';
import { convertGuest } from './convert.ts';
import { blankDisk, startEmulator, testConfig, type EmulatedGuest } from './testing/emulator.ts';
import { buildForTests, conversionRequest, emulatorForTests, packageForTests } from './testing/builtGuest.ts';
import { connectGuest, testKey, type GuestLink } from './testing/ssh.ts';

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
async function busyboxImage(link: GuestLink, name: string, busybox: Buffer, platform: string): Promise<void> {
  const archive = pack();
  archive.entry({ name: 'bin/busybox', mode: 0o755 }, busybox);
  archive.finalize();
  const parts: Buffer[] = [];
  for await (const part of archive) parts.push(part as Buffer);
  const path = `/images/create?fromSrc=-&repo=${name}&tag=latest&platform=${encodeURIComponent(platform)}`;
  expect(await link.api('POST', path, Buffer.concat(parts))).toMatchObject({ status: 200 });
}

async function runContainer(link: GuestLink, command: string, image = 'busybox', name = 'hello'): Promise<string> {
  const created = await link.api('POST', `/containers/create?name=${name}`, {
    Image: image,
    Cmd: ['/bin/busybox', 'sh', '-c', command],
    HostConfig: { PortBindings: { '80/tcp': [{ HostPort: '8080' }] } },
    ExposedPorts: { '80/tcp': {} },
  });
  expect(created).toMatchObject({ status: 201 });
  const started = await link.api('POST', `/containers/${name}/start`);
  expect(started).toMatchObject({ status: 204 });
  expect((await link.api('POST', `/containers/${name}/wait`)).text).toContain('"StatusCode":0');
  return (await link.api('GET', `/containers/${name}/logs?stdout=1`)).text;
}

/** What only this machine knows is found in the guest and in a container, for as long as this machine offers it. */
async function findsNamesOfTheHost(link: GuestLink): Promise<void> {
  const addressesOf = () => Promise.resolve(['192.0.2.77']);
  const server = await openNameServer(createLookUp('10.0.2.2', { ...thisMachine(), addressesOf }));
  try {
    const found = async () => (await link.exec('nslookup intranet.example 10.0.2.3 2>&1')).text;
    expect(await found()).not.toContain('192.0.2.77');
    // As the host does: until its connection ends.
    const connection = '{ sleep 1000 & echo $! >/tmp/connection; wait; }';
    const offered = link.exec(`${connection} | /usr/lib/gantry/names ${server.port}`);
    await expect.poll(found, { timeout: 60_000 }).toContain('192.0.2.77');
    const inContainer = '/bin/busybox nslookup intranet.example; /bin/busybox nslookup host.docker.internal';
    const said = await runContainer(link, inContainer, 'busybox', 'asks');
    expect(said).toContain('192.0.2.77');
    expect(said).toContain('10.0.2.2');
    await link.exec('kill $(cat /tmp/connection)');
    await offered;
    expect(await found()).not.toContain('192.0.2.77');
  } finally {
    server.close();
  }
}

async function runsOtherArchitectures(link: GuestLink): Promise<void> {
  const [form] = await convertGuest({ ...conversionRequest('amd64', guest.dir), forms: ['emulators'] });
  const put = 'cd /var/lib/gantry && mkdir -p emulators && cat >emulators/aarch64 && chmod 755 emulators/aarch64';
  expect(await link.exec(`${put} && /usr/lib/gantry/emulators`, await readFile(form!))).toMatchObject({ status: 0 });
  const arm64 = (await packageForTests('arm64', 'busybox-static')) + '/usr/bin/busybox';
  await busyboxImage(link, 'other', await readFile(arm64), 'linux/arm64');
  expect(await runContainer(link, 'echo I am $(/bin/busybox uname -m)', 'other', 'other')).toContain('I am aarch64');
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
      'data',
      'network',
      'ssh',
    ]);
    const link = await connectGuest(first.port, key.privateKey, String(ready['hostKey']));
    const version = await link.api('GET', '/version');
    expect(JSON.parse(version.text)).toMatchObject({ Version: expect.stringMatching(/^28\./), Arch: 'amd64' });
    const { text } = await link.exec('base64 /usr/bin/busybox');
    await busyboxImage(link, 'busybox', Buffer.from(text, 'base64'), 'linux/amd64');
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
    await findsNamesOfTheHost(other);
    await runsOtherArchitectures(other);
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
