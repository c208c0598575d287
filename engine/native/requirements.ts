import { constants } from 'node:fs';
import { access, readFile, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import path from 'node:path';
import type { Requirement } from '../../contract/model/engine.ts';
import { readBundle } from './bundle.ts';
import { binPath } from './installation.ts';
import type { Manifest } from './manifest.ts';
import { findProgram } from './programs.ts';

export interface RequirementsRequest {
  readonly mode: 'root' | 'rootless';
  /** `PATH` is where the system's programs are searched. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The unpacked programs; undefined before an installation. */
  readonly installedAt: string | undefined;
  readonly manifest: Manifest;
  readonly bundleDir?: string | undefined;
  /** Another root of the file system, another user: a machine to test with. */
  readonly machine?: Machine;
}

/** Where the system says what it has, and who asks. */
export interface Machine {
  readonly root: string;
  readonly username: string;
  readonly uid: number | undefined;
}

const thisMachine = (): Machine => ({ root: '/', username: userInfo().username, uid: process.getuid?.() });

/** What this machine must have, each with whether it has it and how to get it. */
export async function checkRequirements(request: RequirementsRequest): Promise<readonly Requirement[]> {
  if (process.platform !== 'linux') {
    return [
      unmet(
        'Linux',
        'The engine runs directly on Linux only.',
        'Use an engine that runs elsewhere: add it as a context.',
      ),
    ];
  }
  const machine = request.machine ?? thisMachine();
  const checks = [source(request), ...programs(request), cgroups(machine), overlay(request, machine)];
  return Promise.all([...checks, ...(request.mode === 'rootless' ? rootless(request, machine) : [])]);
}

const met = (name: string, message: string): Requirement => ({ name, isMet: true, message });
const unmet = (name: string, message: string, remedy: string): Requirement => ({ name, isMet: false, message, remedy });

const searchPath = ({ env, installedAt }: RequirementsRequest): string =>
  [...(installedAt ? [binPath(installedAt)] : []), env['PATH'] ?? ''].join(path.delimiter);

async function source(request: RequirementsRequest): Promise<Requirement> {
  const { manifest, env, installedAt } = request;
  const name = 'A source of the programs';
  if (installedAt) return met(name, 'They are installed.');
  if (await readBundle(request.bundleDir)) return met(name, 'They came with the app.');
  const found = await Promise.all(['apt-get', 'dpkg-deb'].map((one) => findProgram(one, env['PATH'] ?? '')));
  const hasKeyring = await isThere(manifest.debian.keyring);
  if (found.every(Boolean) && hasKeyring)
    return met(name, "apt downloads Debian's packages and checks their signatures.");
  const archives = manifest.dockerStatic[process.arch] ?? [];
  if (archives.length > 0 && archives.every(({ sha256 }) => sha256)) return met(name, "Docker's own archives.");
  return unmet(
    name,
    found.every(Boolean)
      ? "apt cannot check the signatures of Debian's packages without Debian's keys."
      : 'This machine has no apt, and this version of Gantry has no checksums for other archives.',
    found.every(Boolean)
      ? 'Install the package debian-archive-keyring.'
      : "Install Docker from your distribution's packages; Gantry then finds it.",
  );
}

function programs(request: RequirementsRequest): readonly Promise<Requirement>[] {
  const check = async (name: string, purpose: string, packages: string): Promise<Requirement> =>
    (await findProgram(name, searchPath(request)))
      ? met(name, `${purpose}: found.`)
      : unmet(
          name,
          `${purpose}: not found.`,
          `Install it: sudo apt-get install ${packages} (or your distribution's package).`,
        );
  const canTakeRunc =
    request.installedAt === undefined && met('runc', 'Starts containers: is downloaded with the engine.');
  const runc = check('runc', 'Starts containers', 'runc').then((found) => (found.isMet ? found : canTakeRunc || found));
  return [
    runc,
    check('iptables', 'Publishes ports and gives containers the network', 'iptables'),
    ...(request.mode === 'root' ? [check('ip', "Makes the engine's own network bridge", 'iproute2')] : []),
  ];
}

async function cgroups({ root }: Machine): Promise<Requirement> {
  const name = 'Control groups';
  const ofEither = ['cgroup.controllers', 'memory', 'unified'].map((file) => path.join(root, 'sys/fs/cgroup', file));
  const isMounted = (await Promise.all(ofEither.map(isThere))).some(Boolean);
  return isMounted
    ? met(name, 'The kernel can limit and count what containers use.')
    : unmet(name, '/sys/fs/cgroup is not mounted, so no container can be started.', 'Mount cgroup2 on /sys/fs/cgroup.');
}

async function overlay({ env }: RequirementsRequest, { root }: Machine): Promise<Requirement> {
  const name = 'overlayfs';
  const has = (await readFile(path.join(root, 'proc/filesystems'), 'utf8').catch(() => '')).includes('\toverlay');
  if (has) return met(name, 'Image layers are stacked by the kernel.');
  return (await findProgram('modprobe', env['PATH'] ?? ''))
    ? met(name, 'The engine loads the module overlay when it starts.')
    : unmet(
        name,
        'The kernel has no overlayfs: images would take far more space.',
        'Load the module: sudo modprobe overlay.',
      );
}

function rootless(request: RequirementsRequest, machine: Machine): readonly Promise<Requirement>[] {
  return [
    helper(request, machine, 'newuidmap'),
    helper(request, machine, 'newgidmap'),
    subordinate('/etc/subuid', machine),
    subordinate('/etc/subgid', machine),
    ...rootlessPrograms(request),
    tun(machine),
    userNamespaces(machine),
  ];
}

/** Gives a user more than one id; works only when it is root's, or has the capability. */
async function helper(request: RequirementsRequest, { root }: Machine, name: string): Promise<Requirement> {
  const program = await findProgram(name, request.env['PATH'] ?? '');
  if (!program) {
    return unmet(name, 'Gives containers users of their own: not found.', 'Install it: sudo apt-get install uidmap.');
  }
  const { mode, uid } = await stat(program);
  const mayWork = (mode & 0o4000) !== 0 && uid === 0;
  return mayWork || !(await isThere(path.join(root, 'etc/debian_version')))
    ? met(name, 'Gives containers users of their own: found.')
    : unmet(name, `${program} is not setuid root.`, `Reinstall it: sudo apt-get install --reinstall uidmap.`);
}

async function subordinate(file: string, { root, username, uid }: Machine): Promise<Requirement> {
  const text = await readFile(path.join(root, file), 'utf8').catch(() => '');
  const counts = text
    .split('\n')
    .map((line) => line.split(':'))
    .filter(([who]) => who === username || who === String(uid))
    .map(([, , count]) => Number(count));
  const flag = file.endsWith('subuid') ? '--add-subuids' : '--add-subgids';
  return counts.some((count) => count >= 65_536)
    ? met(file, `${username} has ids for containers.`)
    : unmet(
        file,
        `${username} has no 65,536 ids there for containers.`,
        `sudo usermod ${flag} 100000-165535 ${username}`,
      );
}

function rootlessPrograms(request: RequirementsRequest): readonly Promise<Requirement>[] {
  const kit = async (): Promise<Requirement> => {
    const name = 'rootlesskit';
    if (await findProgram(name, searchPath(request))) return met(name, 'Runs the engine without root: found.');
    if (!request.installedAt) return met(name, 'Runs the engine without root: is downloaded with the engine.');
    return unmet(name, 'Runs the engine without root: not found.', 'Install it: sudo apt-get install rootlesskit.');
  };
  const net = async (): Promise<Requirement> => {
    const name = 'slirp4netns or pasta';
    const found = await Promise.all(['slirp4netns', 'pasta'].map((one) => findProgram(one, searchPath(request))));
    return found.some(Boolean)
      ? met(name, 'Connects a rootless engine to the network: found.')
      : unmet(name, 'Connects a rootless engine to the network: not found.', 'sudo apt-get install slirp4netns');
  };
  return [kit(), net()];
}

async function tun({ root }: Machine): Promise<Requirement> {
  const name = '/dev/net/tun';
  const mayUse = await access(path.join(root, name), constants.R_OK | constants.W_OK).then(
    () => true,
    () => false,
  );
  return mayUse
    ? met(name, 'Network of a rootless engine: usable.')
    : unmet(name, 'This user may not open it, so a rootless engine has no network.', `sudo chmod 666 ${name}`);
}

async function userNamespaces({ root }: Machine): Promise<Requirement> {
  const name = 'User namespaces';
  const read = (key: string) => readFile(path.join(root, 'proc/sys', key), 'utf8').then(Number, () => undefined);
  if ((await read('kernel/unprivileged_userns_clone')) === 0) {
    return unmet(name, 'This kernel lets only root make them.', 'sudo sysctl kernel.unprivileged_userns_clone=1');
  }
  if ((await read('user/max_user_namespaces')) === 0) {
    return unmet(name, 'They are turned off.', 'sudo sysctl user.max_user_namespaces=28633');
  }
  if ((await read('kernel/apparmor_restrict_unprivileged_userns')) === 1) {
    return unmet(
      name,
      'AppArmor lets only programs with a profile make them.',
      'sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0, or add a profile for rootlesskit',
    );
  }
  return met(name, 'The kernel lets users make them.');
}

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );
