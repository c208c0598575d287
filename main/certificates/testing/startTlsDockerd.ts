import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { tlsDaemonJson } from '../../../contract/commands/engineTlsText.ts';
import { importBusybox } from '../../../engine/testing/busyboxImage.ts';
import { testEngine } from '../../../engine/testing/testEngine.ts';
import { freePort } from './freePort.ts';

const run = promisify(execFile);
const START_TRIES = 600;
/** When this process ends, however it ends, unshare does; with that the first process in the namespace; and so all. */
const IN_NAMESPACES = `exec setpriv --pdeathsig KILL \\
  unshare --mount --pid --fork --mount-proc --kill-child=KILL \\
  sh -c 'exec dockerd --config-file "$0/daemon.json" > "$0/log" 2>&1' "$0"`;

export interface TlsDockerd {
  readonly port: number;
  /** Without TLS, for making what is looked at. */
  docker(...args: string[]): Promise<string>;
  stop(): Promise<void>;
}

/**
 * A real dockerd that lets in by TCP only who shows a certificate, by the daemon.json that the wizard says, with its own
 * data. It and all it starts live in a process and a mount namespace of their own, which end with this process: nothing
 * of it can stay. Its containers have no network, so that nothing of this machine's is touched.
 */
export async function startTlsDockerd(certificates: string): Promise<TlsDockerd> {
  const dir = await mkdtemp(path.join(tmpdir(), 'gantry-tls-engine-'));
  const port = await freePort();
  const socket = path.join(dir, 'docker.sock');
  const config = {
    ...(JSON.parse(tlsDaemonJson(port, certificates)) as object),
    // 127.0.0.2 is this machine too, and no certificate is for it.
    hosts: [`unix://${socket}`, `tcp://127.0.0.1:${port}`, `tcp://127.0.0.2:${port}`],
    ...{ 'data-root': path.join(dir, 'data'), 'exec-root': path.join(dir, 'run'), pidfile: path.join(dir, 'pid') },
    ...{ bridge: 'none', iptables: false, ip6tables: false, 'ip-forward': false },
  };
  await writeFile(path.join(dir, 'daemon.json'), JSON.stringify(config));
  const { cliPath } = testEngine();
  const bin = path.dirname(cliPath);
  const sbin = path.join(path.dirname(bin), 'sbin');
  const child = spawn('sh', ['-c', IN_NAMESPACES, dir], {
    env: { ...process.env, PATH: `${sbin}:${bin}:${process.env['PATH'] ?? ''}` },
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  const docker = async (...args: string[]) =>
    (
      await run(cliPath, ['--host', `unix://${socket}`, ...args], { env: { DOCKER_CONFIG: '/nonexistent' } })
    ).stdout.trim();
  async function stop() {
    if (child.exitCode === null && child.signalCode === null) {
      const all = (await docker('ps', '-aq').catch(() => '')).split('\n').filter(Boolean);
      if (all.length > 0) await docker('rm', '-f', ...all).catch(() => {}); // its cgroups would stay
      child.kill('SIGKILL');
      await ended;
    }
    await rm(dir, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  }
  for (let tries = 0; ; tries++) {
    if (
      await docker('version').then(
        () => true,
        () => false,
      )
    )
      break;
    if (tries < START_TRIES && child.exitCode === null && child.signalCode === null) await delay(50);
    else {
      const log = await readFile(path.join(dir, 'log'), 'utf8').catch(() => '');
      await stop();
      throw new Error(`dockerd did not start: ${log.slice(-2000)}`);
    }
  }
  await importBusybox(cliPath, socket);
  return { port, docker, stop };
}
