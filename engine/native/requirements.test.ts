import { chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { manifest } from './manifest.ts';
import { checkRequirements } from './requirements.ts';

/** A machine that has everything, as files below `root`; its programs are below `root/bin`. */
let root = '';
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'gantry-machine-'));
  for (const name of ROOT_PROGRAMS) await put(`bin/${name}`, '', 0o755);
  for (const [file, text] of Object.entries(FILES)) await put(file, text);
});
afterEach(() => rm(root, { recursive: true, force: true }));

const ROOT_PROGRAMS = ['apt-get', 'dpkg-deb', 'runc', 'iptables', 'ip'];
const ROOTLESS_PROGRAMS = ['newuidmap', 'newgidmap', 'rootlesskit', 'slirp4netns'];
const FILES = {
  'keyring.gpg': 'keys',
  'sys/fs/cgroup/cgroup.controllers': 'cpu memory',
  'proc/filesystems': 'nodev\tproc\n\text4\nnodev\toverlay\n',
  'proc/sys/user/max_user_namespaces': '1000\n',
  'dev/net/tun': '',
  'etc/subuid': 'bob:100000:65536\nanna:165536:65536\n',
  'etc/subgid': '1000:165536:65536\n',
};

async function put(file: string, text: string, mode = 0o644): Promise<void> {
  await mkdir(path.dirname(path.join(root, file)), { recursive: true });
  await writeFile(path.join(root, file), text);
  await chmod(path.join(root, file), mode);
}
const remove = (file: string) => rm(path.join(root, file), { recursive: true });

async function unmet(mode: 'root' | 'rootless', installedAt?: string) {
  const all = await checkRequirements({
    mode,
    env: { PATH: path.join(root, 'bin') },
    installedAt,
    // A machine for which there are no archives: only Debian's packages are left.
    manifest: {
      ...manifest,
      dockerStatic: {},
      debian: { ...manifest.debian, keyring: path.join(root, 'keyring.gpg') },
    },
    machine: { root, username: 'anna', uid: 1000 },
  });
  for (const { isMet, remedy } of all) expect(isMet || remedy).toBeTruthy(); // What is missing can be had.
  return all.filter(({ isMet }) => !isMet);
}
const names = async (...args: Parameters<typeof unmet>) => (await unmet(...args)).map(({ name }) => name);

describe('as root', () => {
  test('a machine that has everything lacks nothing, and nothing of rootless mode is asked', async () => {
    expect(await names('root')).toEqual([]);
  });

  test.each([
    ['bin/iptables', 'iptables', 'apt-get install iptables'],
    ['bin/ip', 'ip', 'apt-get install iproute2'],
    ['bin/apt-get', 'A source of the programs', "your distribution's packages"],
    ['keyring.gpg', 'A source of the programs', 'debian-archive-keyring'],
    ['sys/fs/cgroup', 'Control groups', 'Mount cgroup2'],
    ['proc/filesystems', 'overlayfs', 'modprobe overlay'],
  ])('without %s it lacks “%s”, and says how to get it', async (file, name, remedy) => {
    await remove(file);
    expect(await unmet('root')).toEqual([
      expect.objectContaining({ name, remedy: expect.stringContaining(remedy) as string }),
    ]);
  });

  test('runc may be missing before the engine is installed, which brings it, and not after', async () => {
    await remove('bin/runc');
    expect(await names('root')).toEqual([]);
    expect(await names('root', path.join(root, 'installed'))).toEqual(['runc']);
    await put('installed/usr/sbin/runc', '', 0o755);
    expect(await names('root', path.join(root, 'installed'))).toEqual([]);
  });

  test('control groups of version 1 are enough', async () => {
    await remove('sys/fs/cgroup');
    await put('sys/fs/cgroup/memory/tasks', '');
    expect(await names('root')).toEqual([]);
  });

  test('overlayfs may be a module that is loaded later', async () => {
    await put('proc/filesystems', 'nodev\tproc\n');
    await put('bin/modprobe', '', 0o755);
    expect(await names('root')).toEqual([]);
  });

  test('archives of which the checksums are known are a source too', async () => {
    await remove('bin/apt-get');
    const all = await checkRequirements({
      mode: 'root',
      env: { PATH: path.join(root, 'bin') },
      installedAt: undefined,
      manifest: { ...manifest, dockerStatic: { [process.arch]: manifest.dockerStatic['x64'] ?? [] } },
      machine: { root, username: 'anna', uid: 1000 },
    });
    expect(all.filter(({ isMet }) => !isMet)).toEqual([]);
  });
});

describe('without root', () => {
  beforeEach(async () => {
    for (const name of ROOTLESS_PROGRAMS) await put(`bin/${name}`, '', 0o755);
  });

  test('a machine that has everything lacks nothing, and the command ip is not asked for', async () => {
    await remove('bin/ip');
    expect(await names('rootless')).toEqual([]);
  });

  test.each([
    ['bin/newuidmap', 'newuidmap', 'apt-get install uidmap'],
    ['bin/newgidmap', 'newgidmap', 'apt-get install uidmap'],
    ['bin/slirp4netns', 'slirp4netns or pasta', 'apt-get install slirp4netns'],
    ['etc/subuid', '/etc/subuid', 'usermod --add-subuids 100000-165535 anna'],
    ['etc/subgid', '/etc/subgid', 'usermod --add-subgids 100000-165535 anna'],
    ['dev/net/tun', '/dev/net/tun', 'chmod 666 /dev/net/tun'],
  ])('without %s it lacks “%s”, and says how to get it', async (file, name, remedy) => {
    await remove(file);
    expect(await unmet('rootless')).toEqual([
      expect.objectContaining({ name, remedy: expect.stringContaining(remedy) as string }),
    ]);
  });

  test('rootlesskit may be missing before the engine is installed, which brings it, and not after', async () => {
    await remove('bin/rootlesskit');
    expect(await names('rootless')).toEqual([]);
    expect(await names('rootless', path.join(root, 'installed'))).toEqual(['rootlesskit']);
  });

  test('pasta connects as well as slirp4netns', async () => {
    await remove('bin/slirp4netns');
    await put('bin/pasta', '', 0o755);
    expect(await names('rootless')).toEqual([]);
  });

  test('too few ids, or somebody else’s, are none', async () => {
    await put('etc/subuid', 'anna:100000:1000\nannabel:200000:65536\n');
    expect(await names('rootless')).toEqual(['/etc/subuid']);
  });

  test.each([
    ['proc/sys/kernel/unprivileged_userns_clone', '0\n', 'unprivileged_userns_clone=1'],
    ['proc/sys/user/max_user_namespaces', '0\n', 'max_user_namespaces='],
    ['proc/sys/kernel/apparmor_restrict_unprivileged_userns', '1\n', 'apparmor_restrict_unprivileged_userns=0'],
  ])('a kernel that keeps users from making namespaces (%s) is told of', async (file, text, remedy) => {
    await put(file, text);
    expect(await unmet('rootless')).toEqual([
      expect.objectContaining({ name: 'User namespaces', remedy: expect.stringContaining(remedy) as string }),
    ]);
  });

  test('where Debian makes newuidmap setuid root, one that is not is of no use', async () => {
    await put('etc/debian_version', '12\n');
    expect(await names('rootless')).toEqual(['newuidmap', 'newgidmap']);
    if (process.getuid?.() !== 0) return; // Only root can make a program root's.
    for (const name of ['newuidmap', 'newgidmap']) {
      await chown(path.join(root, 'bin', name), 0, 0);
      await chmod(path.join(root, 'bin', name), 0o4755);
    }
    expect(await names('rootless')).toEqual([]);
  });
});
