import { chmod, copyFile, cp, mkdir, readdir, readFile, readlink, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { GuestArch } from '../arch.ts';
import { appletNames } from './applets.ts';
import { isKept } from './keep.ts';

export interface RootRequest {
  readonly arch: GuestArch;
  readonly version: string;
  /** The packages' files in one folder. */
  readonly packagesDir: string;
  /** The kernel's modules as they go in: `lib/modules/…` with their lists. */
  readonly modulesDir: string;
  /** `engine/guest/files`. */
  readonly filesDir: string;
  /** Where the root is laid out; must be empty. */
  readonly targetDir: string;
}

/** Lays out the tree that becomes /usr in the guest, with all else of / as a skeleton in `lib/gantry`. */
export async function layOutRoot(request: RootRequest): Promise<void> {
  const { packagesDir, modulesDir, filesDir, targetDir, version } = request;
  await copyKept(packagesDir, targetDir);
  await cp(modulesDir, targetDir, { recursive: true, verbatimSymlinks: true });
  await linkApplets(targetDir);
  await linkFirewall(targetDir);
  const own = path.join(targetDir, 'lib/gantry');
  await copyFiles(path.join(filesDir, 'gantry'), own);
  await copyFiles(path.join(filesDir, 'sbin'), path.join(targetDir, 'sbin'));
  await writeFile(path.join(own, 'version'), `${version}\n`);
  await writeFile(path.join(own, 'ca-certificates.crt'), await certificates(packagesDir));
  await writeFile(path.join(targetDir, 'lib/os-release'), osRelease(version));
  await layOutSkeleton(request, path.join(own, 'skeleton'));
}

/** What `docker info` names as the operating system. */
const osRelease = (version: string): string =>
  [
    'NAME="Gantry engine"',
    `PRETTY_NAME="Gantry engine ${version} (Debian 13)"`,
    'ID=gantry',
    'ID_LIKE=debian',
    `VERSION_ID="${version}"`,
    '',
  ].join('\n');

async function copyKept(packagesDir: string, targetDir: string): Promise<void> {
  for (const entry of await readdir(packagesDir, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    const name = path.relative(packagesDir, file);
    if (entry.isDirectory() || !isKept(name)) continue;
    const target = path.join(targetDir, path.relative('usr', name));
    await mkdir(path.dirname(target), { recursive: true });
    if (entry.isSymbolicLink()) await symlink(await readlink(file), target);
    else await copyFile(file, target);
  }
}

async function linkApplets(targetDir: string): Promise<void> {
  const busybox = path.join(targetDir, 'bin/busybox');
  const taken = new Set([
    ...(await readdir(path.join(targetDir, 'bin'))),
    ...(await readdir(path.join(targetDir, 'sbin'))),
  ]);
  for (const name of appletNames(await readFile(busybox))) {
    if (!taken.has(name)) await symlink('../bin/busybox', path.join(targetDir, 'sbin', name));
  }
  // Scripts are written for /bin/sh; the kernel asks for /sbin/modprobe, which is there already.
  await symlink('busybox', path.join(targetDir, 'bin/sh'));
  // FUSE runs them by these paths: without them every sshfs ends before it has mounted anything.
  for (const name of ['mount', 'umount']) await symlink('busybox', path.join(targetDir, 'bin', name));
}

/** Debian chooses with update-alternatives when a package is installed. */
async function linkFirewall(targetDir: string): Promise<void> {
  for (const family of ['iptables', 'ip6tables']) {
    for (const suffix of ['', '-save', '-restore']) {
      await symlink('xtables-nft-multi', path.join(targetDir, 'sbin', `${family}${suffix}`));
    }
  }
}

/** Everything of / but /usr; copied into memory at each start. */
async function layOutSkeleton({ packagesDir, filesDir }: RootRequest, skeleton: string): Promise<void> {
  const folders = [
    'dev',
    'proc',
    'sys',
    'tmp',
    'mnt',
    'run/root/.ssh',
    'run/gantry',
    'run/log',
    'var/lib',
    'etc/ssl/certs',
  ];
  for (const folder of folders) await mkdir(path.join(skeleton, folder), { recursive: true });
  for (const folder of ['run/root', 'run/root/.ssh']) await chmod(path.join(skeleton, folder), 0o700);
  await copyFiles(path.join(filesDir, 'etc'), path.join(skeleton, 'etc'));
  for (const name of ['protocols', 'services']) {
    await copyFile(path.join(packagesDir, 'etc', name), path.join(skeleton, 'etc', name));
  }
  const links = {
    bin: 'usr/bin',
    sbin: 'usr/sbin',
    lib: 'usr/lib',
    lib64: 'usr/lib64',
    'var/run': '/run',
    'var/log': '/run/log',
    'var/tmp': '/tmp',
    'etc/os-release': '/usr/lib/os-release',
    'etc/mtab': '/proc/self/mounts',
    'etc/ssl/certs/ca-certificates.crt': '/usr/lib/gantry/ca-certificates.crt',
  };
  for (const [name, target] of Object.entries(links)) await symlink(target, path.join(skeleton, name));
}

/** The authorities that Debian trusts, as update-ca-certificates would write them. */
async function certificates(packagesDir: string): Promise<string> {
  const dir = path.join(packagesDir, 'usr/share/ca-certificates/mozilla');
  const names = (await readdir(dir)).filter((name) => name.endsWith('.crt')).sort();
  const texts = await Promise.all(names.map((name) => readFile(path.join(dir, name), 'utf8')));
  return texts.map((text) => `${text.trimEnd()}\n`).join('');
}

/** Git keeps of the modes only whether a file can be run; nothing else is taken over from where the files lie. */
async function copyFiles(from: string, to: string): Promise<void> {
  for (const entry of await readdir(from, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    const target = path.join(to, path.relative(from, file));
    if (entry.isDirectory()) {
      await mkdir(target, { recursive: true });
      continue;
    }
    await mkdir(path.dirname(target), { recursive: true });
    const content = await readFile(file);
    await writeFile(target, content);
    await chmod(target, modeOf(entry.name, content));
  }
}

function modeOf(name: string, content: Buffer): number {
  if (name === 'shadow') return 0o600;
  return content.subarray(0, 2).toString() === '#!' ? 0o755 : 0o644;
}
