import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const repository = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

/** May use the engine; its password is its name. */
export const KEEPER = 'keeper';
/** May not. */
export const STRANGER = 'stranger';
const STRANGER_ID = 1999;
const MOST_PORTS = 5;

export interface SshdOptions {
  /** Is /var/run/docker.sock there. */
  readonly engineSocket?: string;
  /** Where the programs of a session are looked for, before /usr/bin. */
  readonly path?: string;
  /** Nothing but a shell: no docker, wherever this machine has it. */
  readonly isBare?: boolean;
  /** Lines for sshd_config, before the others. */
  readonly config?: readonly string[];
  /** Of a former one, to be the same machine again. */
  readonly hostKeys?: string;
  /** The other server, which many small machines have. */
  readonly isDropbear?: boolean;
  readonly port?: number;
}

export interface TestSshd {
  readonly port: number;
  /** `ssh_host_ed25519_key` and others. */
  readonly hostKeys: string;
  /** Lets these public keys in. */
  allow(...publicKeys: readonly string[]): Promise<void>;
  /** Ends what is connected; the server goes on. */
  cutConnections(): Promise<void>;
  connectionCount(): Promise<number>;
  log(): string;
  close(): Promise<void>;
}

let programs: Promise<string> | undefined;

/** The folder with sshd, dropbear, ssh, ssh-keygen and ssh-agent, as `npm test` has fetched it. */
export const sshPrograms = (): Promise<string> =>
  (programs ??= run(process.execPath, [join(repository, 'scripts/ensure-sshd.mjs')]).then(({ stdout }) =>
    stdout.trim(),
  ));

export async function sshEnvironment(): Promise<Record<string, string | undefined>> {
  const dir = await sshPrograms();
  const libs = (await readdir(join(dir, 'usr/lib'))).filter((name) => name.endsWith('-linux-gnu'));
  return { ...process.env, LD_LIBRARY_PATH: libs.map((name) => join(dir, 'usr/lib', name)).join(':') };
}

export async function runSshProgram(name: string, args: readonly string[], env = {}): Promise<string> {
  const dir = await sshPrograms();
  const { stdout } = await run(join(dir, 'usr/bin', name), [...args], { env: { ...(await sshEnvironment()), ...env } });
  return stdout;
}

/** Gives the path of the private key; the public one is beside it. */
export async function makeKey(
  path: string,
  type = 'ed25519',
  passphrase = '',
  more: readonly string[] = [],
): Promise<string> {
  await runSshProgram('ssh-keygen', [
    '-q',
    '-t',
    type,
    '-N',
    passphrase,
    '-C',
    `${type} of a test`,
    '-f',
    path,
    ...more,
  ]);
  return path;
}

/** A real server on a port of 127.0.0.1, with users, keys and a /run of its own: the system's are not touched. */
export async function startSshd(options: SshdOptions = {}): Promise<TestSshd> {
  const dir = await mkdtemp(join(tmpdir(), 'gantry-sshd-'));
  await chmod(dir, 0o755);
  let child: ChildProcess | undefined;
  let log = '';
  const close = async () => {
    if (child?.exitCode === null && child.signalCode === null && child.pid !== undefined) {
      for (const pid of await descendants(child.pid)) kill(pid);
      const ended = once(child, 'exit');
      kill(child.pid);
      await ended;
    }
    await rm(dir, { recursive: true, force: true });
  };
  try {
    const keys = join(dir, 'keys');
    await mkdir(keys);
    if (options.hostKeys) await run('cp', ['-a', `${options.hostKeys}/.`, keys]);
    else for (const type of ['ed25519', 'rsa', 'ecdsa']) await makeKey(join(keys, `ssh_host_${type}_key`), type);
    const home = await makeUsers(dir);
    let port = options.port ?? (await freePort());
    for (let tries = 1; ; tries++) {
      const program = await prepareServer(dir, keys, port, options);
      const script = await writeScript(dir, program, options);
      child = spawn('unshare', ['--mount', '--propagation', 'private', 'sh', script], {
        env: await sshEnvironment(),
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      for (const stream of [child.stdout, child.stderr])
        stream?.on('data', (chunk: Buffer) => (log += chunk.toString()));
      if (await listening(child, port, () => log)) break;
      // Somebody else took the port between the question for a free one and the server's start.
      if (options.port !== undefined || tries === MOST_PORTS)
        throw new Error(`The SSH server does not listen:\n${log}`);
      port = await freePort();
      log = '';
    }
    const pid = child.pid ?? 0;
    return {
      port,
      hostKeys: keys,
      allow: async (...publicKeys) => {
        for (const user of [KEEPER, STRANGER]) {
          await writeFile(join(home, user, '.ssh/authorized_keys'), publicKeys.join(''), { mode: 0o644 });
        }
      },
      async cutConnections() {
        for (const one of await descendants(pid)) kill(one);
      },
      connectionCount: async () => (await childrenOf(pid)).length,
      log: () => log,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function makeUsers(dir: string): Promise<string> {
  const home = join(dir, 'home');
  const lines = ['root:*:0:0:root:/root:/bin/sh', 'sshd:*:998:65534::/run/sshd:/usr/sbin/nologin'];
  for (const [user, id] of [
    [KEEPER, 0],
    [STRANGER, STRANGER_ID],
  ] as const) {
    const { stdout: hash } = await run('openssl', ['passwd', '-6', user]);
    await mkdir(join(home, user, '.ssh'), { recursive: true });
    await chown(join(home, user), id, id);
    await chown(join(home, user, '.ssh'), id, id);
    lines.push(`${user}:${hash.trim()}:${id}:${id}::${join(home, user)}:/bin/sh`);
  }
  await writeFile(join(dir, 'passwd'), `${lines.join('\n')}\n`);
  return home;
}

async function prepareServer(dir: string, keys: string, port: number, options: SshdOptions): Promise<string> {
  const { config = [], isDropbear, isBare, path } = options;
  const at = await sshPrograms();
  if (isDropbear) {
    const key = join(keys, 'dropbear');
    const convert = join(at, 'usr/bin/dropbearconvert');
    await run(convert, ['openssh', 'dropbear', join(keys, 'ssh_host_ed25519_key'), key], {
      env: await sshEnvironment(),
    });
    return `${join(at, 'usr/sbin/dropbear')} -F -E -r ${key} -p 127.0.0.1:${port} -P ${join(dir, 'pid')}`;
  }
  const bin = join(dir, 'bin');
  await rm(bin, { recursive: true, force: true });
  await mkdir(bin);
  for (const name of ['sh', 'id']) await symlink(join(name === 'sh' ? '/bin' : '/usr/bin', name), join(bin, name));
  await writeFile(
    join(dir, 'sshd_config'),
    [
      ...config,
      `Port ${port}`,
      'ListenAddress 127.0.0.1',
      ...['ed25519', 'rsa', 'ecdsa'].map((type) => `HostKey ${join(keys, `ssh_host_${type}_key`)}`),
      'PidFile none',
      'UsePAM no',
      'StrictModes no',
      'PermitRootLogin yes',
      'PasswordAuthentication yes',
      ...(isBare ? [`SetEnv PATH=${bin}`] : []),
      ...(path === undefined ? [] : [`SetEnv PATH=${path}:/usr/bin:/bin`]),
      '',
    ].join('\n'),
  );
  return `${join(at, 'usr/sbin/sshd')} -D -e -f ${join(dir, 'sshd_config')}`;
}

async function writeScript(
  dir: string,
  program: string,
  { engineSocket, isDropbear, path }: SshdOptions,
): Promise<string> {
  const script = join(dir, 'start.sh');
  await writeFile(
    script,
    [
      'set -e',
      `mount --bind ${join(dir, 'passwd')} /etc/passwd`,
      'mount -t tmpfs -o mode=755 tmpfs /run',
      'mkdir /run/sshd',
      // A shell of dropbear's has no other PATH than this.
      ...(isDropbear && path !== undefined
        ? [
            `ln -s ${path}/docker /run/docker`,
            'mount -t tmpfs tmpfs /usr/local',
            'mkdir /usr/local/bin',
            'ln -s /run/docker /usr/local/bin/docker',
          ]
        : []),
      ...(engineSocket === undefined
        ? []
        : ['touch /run/docker.sock', `mount --bind ${engineSocket} /run/docker.sock`]),
      `exec ${program}`,
      '',
    ].join('\n'),
  );
  return script;
}

/**
 * That somebody listens at the port says nothing: it may be the server of a test beside this one, with other keys. Gives
 * false when the server has ended, as it does where it cannot have its port.
 */
async function listening(child: ChildProcess, port: number, log: () => string): Promise<boolean> {
  const until = Date.now() + 20_000;
  while (Date.now() < until) {
    if (child.exitCode !== null || child.signalCode !== null) return false;
    if (/Server listening on|Not backgrounding/.test(log()) && (await answers(port))) {
      await pause(50); // dropbear says so before it has asked for its port
      return child.exitCode === null && child.signalCode === null;
    }
    await pause(50);
  }
  throw new Error(`The SSH server does not listen:\n${log()}`);
}

async function answers(port: number): Promise<boolean> {
  const socket = createConnection(port, '127.0.0.1');
  const isThere = await once(socket, 'connect').then(
    () => true,
    () => false,
  );
  socket.destroy();
  return isThere;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

async function childrenOf(pid: number): Promise<number[]> {
  const found = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  return found.split(' ').filter(Boolean).map(Number);
}

/** Parents first: one that outlived its children would tell the other side, and not be cut off. */
async function descendants(pid: number): Promise<number[]> {
  const children = await childrenOf(pid);
  return [...children, ...(await Promise.all(children.map(descendants))).flat()];
}

function kill(pid: number) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it is gone
  }
}
