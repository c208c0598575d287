import { cp, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openGuestVersions, type GuestVersion } from '../vm/versions/versions.ts';
import { startNewest } from '../vm/versions/startNewest.ts';
import type { BuiltGuest } from './build.ts';
import { buildTools } from './debian/packages.ts';
import { blankDisk, startEmulator, testConfig, type EmulatedGuest, type EmulatorRequest } from './testing/emulator.ts';
import { buildForTests, emulatorForTests, toolsForTests } from './testing/builtGuest.ts';
import { connectGuest, testKey, type GuestLink } from './testing/ssh.ts';
import { renamedGuest } from './testing/variants.ts';

/** An emulator on a machine with other work is slow; what hangs is found all the same. */
const BOOT_MS = 180_000;
const key = testKey();
const running: EmulatedGuest[] = [];
let dir = '';
let dataDisk = '';
let older: GuestVersion;
let newer: GuestVersion;
let hostKey = '';

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'gantry-guest-upgrade-'));
  const { dir: built, manifest }: BuiltGuest = await buildForTests('amd64', dir);
  older = { version: manifest.version, dir: built };
  const version = `${manifest.version.slice(0, -4)}next`;
  newer = {
    version,
    dir: await renamedGuest(built, version, path.join(dir, 'newer'), await toolsForTests(buildTools)),
  };
  dataDisk = await blankDisk(path.join(dir, 'data.img'), 2 * 2 ** 30);
}, 600_000);
afterEach(async () => {
  for (const one of running.splice(0)) await one.kill();
});
afterAll(async () => {
  await rm(dir, { recursive: true, force: true });
});

async function boot(parts: string, more: Partial<EmulatorRequest> = {}): Promise<EmulatedGuest> {
  const tools = await emulatorForTests('amd64');
  const config = testConfig(key.authorized);
  const started = await startEmulator({ tools, arch: 'amd64', parts, dataDisk, config, ...more });
  running.push(started);
  return started;
}

async function linkTo(guest: EmulatedGuest): Promise<GuestLink> {
  const ready = await guest.said('READY', BOOT_MS);
  hostKey ||= String(ready['hostKey']);
  // The same machine to SSH, whatever version its system is.
  return connectGuest(guest.port, key.privateKey, hostKey);
}

async function stop(guest: EmulatedGuest, link: GuestLink): Promise<void> {
  await link.exec('engine-stop');
  expect(await guest.ended).toBe(0);
}

const textOf = async (link: GuestLink, command: string) => (await link.exec(command)).text.trim();
const volumes = async (link: GuestLink) =>
  (JSON.parse((await link.api('GET', '/volumes')).text) as { Volumes: { Name: string }[] }).Volumes.map(
    ({ Name }) => Name,
  );

/** One story on one data disk: each test goes on where the one before it ended. */
test(
  'a version is upgraded with its data kept; one whose root is broken gives way by itself to the one that ran before',
  async () => {
    const versions = openGuestVersions(path.join(dir, 'kept'));
    const first = await startNewest(older, versions, async ({ dir: parts }) => {
      const guest = await boot(parts);
      const link = await linkTo(guest);
      expect((await link.api('POST', '/volumes/create', { Name: 'kept' })).status).toBe(201);
      return { guest, link };
    });
    await first.started.link.exec('echo data >/var/lib/docker/volumes/kept/_data/file && sync');
    await stop(first.started.guest, first.started.link);

    // The update came damaged: the beginning of its root is nothing.
    const damaged = path.join(dir, 'damaged');
    await cp(newer.dir, damaged, { recursive: true });
    const root = await open(path.join(damaged, 'root.erofs'), 'r+');
    await root.write(Buffer.alloc(1 << 20), 0, 1 << 20, 1 << 16);
    await root.close();
    const tried: string[] = [];
    const second = await startNewest({ ...newer, dir: damaged }, versions, async ({ version, dir: parts }) => {
      tried.push(version);
      const guest = await boot(parts);
      const link = await linkTo(guest).catch(async (error: unknown) => {
        await guest.kill();
        throw error;
      });
      expect(await volumes(link)).toEqual(['kept']);
      return { guest, link };
    });
    expect(tried).toEqual([newer.version, older.version]);
    expect(second.passedOver).toMatchObject({ version: newer.version });
    await stop(second.started.guest, second.started.link);
  },
  5 * BOOT_MS,
);

test(
  'the newer version has all of the data; a format that the older one does not know is refused there with its reason',
  async () => {
    const guest = await boot(newer.dir);
    const link = await linkTo(guest);
    expect(await volumes(link)).toEqual(['kept']);
    expect(await textOf(link, 'cat /var/lib/docker/volumes/kept/_data/file /var/lib/gantry/guest-version')).toBe(
      `data\n${newer.version}`,
    );
    // As a version would that had to.
    await link.exec('echo 2 >/var/lib/gantry/data-format');
    await stop(guest, link);

    const old = await boot(older.dir);
    expect(await old.said('FAILED', BOOT_MS)).toMatchObject({
      code: 'data-too-new',
      message: expect.stringContaining('format 2'),
    });
    const mending = await linkTo(old);
    expect(await textOf(mending, 'cat /var/lib/gantry/guest-version; pidof dockerd')).toBe(newer.version);
    await mending.exec('echo 1 >/var/lib/gantry/data-format');
    await stop(old, mending);
  },
  3 * BOOT_MS,
);

test(
  'the way back: without a serial port the older version starts on what the newer one left, and a disk that fills up is named',
  async () => {
    const silent = await boot(older.dir, { isSilent: true });
    const link = await eventually(() => connectGuest(silent.port, key.privateKey, hostKey));
    expect(await volumes(link)).toEqual(['kept']);
    expect(silent.serial()).toBe('');
    await link.exec('fallocate -l $(df -m /var/lib | awk \'NR == 2 { print ($4 - 20) "M" }\') /var/lib/big; sync');
    await silent.kill(); // In the middle of everything.

    const full = await boot(older.dir);
    expect(await full.said('WARNING', BOOT_MS)).toMatchObject({
      code: 'data-full',
      message: expect.stringContaining('The data disk is full'),
    });
    const mending = await linkTo(full);
    await mending.exec('rm /var/lib/big');
    expect(await volumes(mending)).toEqual(['kept']);
    await stop(full, mending);
  },
  3 * BOOT_MS,
);

test(
  'kernel and root of two versions are never mixed',
  async () => {
    const mixed = path.join(dir, 'mixed');
    await cp(newer.dir, mixed, { recursive: true });
    await cp(path.join(older.dir, 'root.erofs'), path.join(mixed, 'root.erofs'));
    const guest = await boot(mixed);
    expect(await guest.said('FAILED', BOOT_MS)).toMatchObject({
      code: 'parts-mixed',
      message: `The kernel is of version ${newer.version} of the guest, the root of ${older.version}.`,
    });
    expect(await guest.ended).toBe(0);
  },
  BOOT_MS,
);

test(
  'a damaged data disk and a network without DHCP are named, and nothing is formatted',
  async () => {
    const disk = await blankDisk(path.join(dir, 'damaged.img'), 256 << 20);
    const tools = await toolsForTests(buildTools);
    await tools.run('mke2fs', ['-q', '-t', 'ext4', '-b', '4096', disk]);
    const handle = await open(disk, 'r+');
    // The inodes of the root folder and the journal.
    await handle.write(Buffer.alloc(1 << 20, 0xff), 0, 1 << 20, 64 << 10);
    await handle.close();
    const before = await readFile(disk);
    const guest = await boot(older.dir, {
      dataDisk: disk,
      isAlone: true,
      config: { ...testConfig(key.authorized), network: { mode: 'dhcp' } },
    });
    expect(await guest.said('FAILED', BOOT_MS)).toMatchObject({ code: 'data-damaged' });
    expect(await guest.said('WARNING', BOOT_MS)).toMatchObject({ code: 'no-address' });
    expect(await guest.said('READY', BOOT_MS)).toMatchObject({ addresses: [] });
    await guest.kill();
    expect((await readFile(disk)).subarray(64 << 10, 2 << 20).equals(before.subarray(64 << 10, 2 << 20))).toBe(true);
  },
  2 * BOOT_MS,
);

async function eventually<T>(work: () => Promise<T>): Promise<T> {
  const until = Date.now() + BOOT_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}
