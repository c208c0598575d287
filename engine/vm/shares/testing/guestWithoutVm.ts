import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { thisArch } from '../../../guest/arch.ts';
import { openApt } from '../../../guest/debian/apt.ts';
import { rootPackages } from '../../../guest/debian/packages.ts';
import { unpacked } from '../../../guest/debian/unpack.ts';
import { appletNames } from '../../../guest/root/applets.ts';
import { guestCacheDir } from '../../../guest/testing/builtGuest.ts';
import { systemEnv } from '../../../native/environment.ts';
import { connectSsh, type SshConnection } from '../../../ssh/index.ts';
import { SecretMemory } from '../../../ssh/secrets.ts';
import { freePort } from '../../../ssh/testing/sshd.ts';

const run = promisify(execFile);
const files = path.join(import.meta.dirname, '../../../guest/files');

/** The guest's own programs and scripts over this machine's kernel, in a tree of their own: seconds instead of minutes. */
export interface GuestWithoutVm {
  /** The tree as it is seen from here. */
  readonly root: string;
  connect(signal?: AbortSignal): Promise<SshConnection>;
  /** Ends its connections, not itself. */
  cutConnections(): Promise<void>;
  close(): Promise<void>;
}

export async function startGuestWithoutVm(key: {
  readonly privateKey: string;
  readonly publicKey: string;
}): Promise<GuestWithoutVm> {
  const dir = await mkdtemp(path.join(tmpdir(), 'gantry-tree-'));
  const upper = path.join(dir, 'usr');
  const skeleton = path.join(dir, 'skeleton');
  const packages = await guestPackages();
  await layOut(packages, upper, skeleton);
  await writeFile(path.join(skeleton, 'run/root/.ssh/authorized_keys'), key.publicKey, { mode: 0o600 });
  const port = await freePort();
  await writeFile(path.join(dir, 'start.sh'), startScript(dir, packages, port));
  const child = spawn('unshare', ['--mount', '--propagation', 'private', 'sh', path.join(dir, 'start.sh')], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const close = async () => {
    await killAllIn(child);
    await rm(dir, { recursive: true, force: true });
  };
  try {
    await listening(port, () => log);
  } catch (error) {
    await close();
    throw error;
  }
  const hostKey = /ssh-ed25519 \S+/.exec(log)?.[0] ?? '';
  return {
    root: `/proc/${child.pid}/root`,
    connect: (signal) =>
      connectSsh(
        { host: '127.0.0.1', port, user: 'root' },
        {
          env: process.env,
          ...(signal && { signal }),
          pinned: { hostKey, privateKey: key.privateKey },
          prompts: { confirmHostKey: () => Promise.resolve(false), askSecret: () => Promise.resolve(undefined) },
          secrets: new SecretMemory(),
        },
      ),
    cutConnections: async () => {
      const children = await readFile(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8');
      for (const pid of children.split(' ').filter(Boolean)) process.kill(Number(pid), 'SIGKILL');
    },
    close,
  };
}

async function guestPackages(): Promise<string> {
  const request = {
    cacheDir: guestCacheDir,
    env: systemEnv(process.env),
    signal: new AbortController().signal,
    arch: thisArch(),
  };
  const apt = await openApt(request);
  if (!apt.hasLists) await apt.update();
  return unpacked(await apt.fetch(rootPackages), request);
}

async function layOut(packages: string, upper: string, skeleton: string): Promise<void> {
  const own = path.join(upper, 'lib/gantry');
  for (const folder of [own, path.join(upper, 'bin'), path.join(upper, 'sbin')])
    await mkdir(folder, { recursive: true });
  for (const name of ['common', 'share']) await copyFile(path.join(files, 'gantry', name), path.join(own, name));
  await run('chmod', ['755', path.join(own, 'share')]);
  const taken = new Set([
    ...(await readdir(path.join(packages, 'usr/bin'))),
    ...(await readdir(path.join(packages, 'usr/sbin'))),
  ]);
  for (const name of appletNames(await readFile(path.join(packages, 'usr/bin/busybox')))) {
    if (!taken.has(name)) await symlink('busybox', path.join(upper, 'bin', name));
  }
  for (const folder of ['dev', 'proc', 'usr', 'etc', 'tmp', 'run/gantry', 'run/log', 'run/root/.ssh'])
    await mkdir(path.join(skeleton, folder), { recursive: true, mode: 0o755 });
  for (const name of ['passwd', 'group', 'shadow', 'shells', 'nsswitch.conf'])
    await copyFile(path.join(files, 'etc', name), path.join(skeleton, 'etc', name));
  for (const name of ['bin', 'sbin', 'lib', 'lib64']) await symlink(`usr/${name}`, path.join(skeleton, name));
}

const startScript = (dir: string, packages: string, port: number): string => `set -e
root=${dir}/root
mkdir -p $root
mount -t tmpfs -o mode=755 guest $root
mkdir $root/upper $root/work
cp -a ${dir}/usr/. $root/upper/
cp -a ${dir}/skeleton/. $root/
chmod 700 $root/run/root $root/run/root/.ssh
mount -t overlay -o lowerdir=${packages}/usr,upperdir=$root/upper,workdir=$root/work overlay $root/usr
mount --rbind /proc $root/proc
mount --rbind /dev $root/dev
export PATH=/usr/bin:/usr/sbin
chroot $root dropbearkey -t ed25519 -f /run/host_key
exec chroot $root dropbear -F -E -s -I 0 -W 2097152 -p 127.0.0.1:${port} -r /run/host_key
`;

async function listening(port: number, log: () => string): Promise<void> {
  for (const until = Date.now() + 30_000; Date.now() < until; await delay(50)) {
    const socket = createConnection(port, '127.0.0.1');
    const isThere = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (isThere) return;
  }
  throw new Error(`The guest’s SSH server does not listen:\n${log()}`);
}

/** Whatever lives in that tree: with the last of them its mounts are gone. */
async function killAllIn(child: ChildProcess): Promise<void> {
  const own = await mountNamespace(child.pid ?? 0);
  for (const entry of own === undefined ? [] : await readdir('/proc')) {
    const pid = Number(entry);
    if (!Number.isInteger(pid) || pid === process.pid || (await mountNamespace(pid)) !== own) continue;
    process.kill(pid, 'SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

const mountNamespace = (pid: number): Promise<string | undefined> =>
  readlink(`/proc/${pid}/ns/mnt`).catch(() => undefined);
