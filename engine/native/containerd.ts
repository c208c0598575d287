import path from 'node:path';
import { readdir, readFile, rm } from 'node:fs/promises';
import { writeFileAtomically } from './files.ts';
import type { EnginePaths } from './paths.ts';
import { endProcess, findProcess, isProcess, signalProcess } from './process.ts';
import { type Launched, launch } from './spawn.ts';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * A containerd of our own. dockerd would start one too, but takes the system's if that runs, and with it another
 * engine's containers; and this one lives on when dockerd crashes.
 */
export async function startContainerd(paths: EnginePaths, program: string, env: Env): Promise<Launched> {
  await writeFileAtomically(paths.containerdConfig, config(paths));
  const launched = await launch(program, ['--config', paths.containerdConfig], {
    env,
    logFile: paths.log,
    cwd: paths.dir,
  });
  await writeFileAtomically(paths.containerdPid, `${launched.pid}\n`);
  return launched;
}

export const findContainerd = (paths: EnginePaths): Promise<number | undefined> =>
  findProcess(paths.containerdPid, paths.containerdConfig);

/** Ends containerd, and what a killed dockerd left running. */
export async function stopContainerd(paths: EnginePaths): Promise<void> {
  const pid = await findContainerd(paths);
  if (pid !== undefined) await endProcess(pid, paths.containerdConfig, 10_000);
  await endContainers(paths.containerdSocket);
}

/** Ends what a rootless dockerd started and left when it was killed: a containerd of its own, and its containers. */
export async function endRootlessLeftovers(paths: EnginePaths): Promise<void> {
  const own = path.join(paths.execRoot, 'containerd');
  const [pidFile, marker] = [path.join(own, 'containerd.pid'), path.join(own, 'containerd.toml')];
  const pid = await findProcess(pidFile, marker);
  if (pid !== undefined) await endProcess(pid, marker, 5_000);
  await rm(pidFile, { force: true }); // dockerd waits ten seconds for any process of that number.
  await endContainers(path.join(own, 'containerd.sock'));
}

/** Whether containers of ours live, with or without the engine that started them. */
export const hasContainers = async (paths: EnginePaths): Promise<boolean> =>
  (await findShims(paths.containerdSocket)).length > 0;

/** Ends the containers that belong to the containerd of `socket`: each one's first process, and the shim above it. */
async function endContainers(socket: string): Promise<void> {
  const shims = await findShims(socket);
  // The first process of a container takes all others of it along; the shim alone would leave it running.
  for (const child of await childrenOf(shims)) signalProcess(child, 'SIGKILL');
  for (const shim of shims) signalProcess(shim, 'SIGKILL');
  await Promise.all(shims.map((shim) => endProcess(shim, socket, 0)));
}

async function findShims(socket: string): Promise<readonly number[]> {
  const pids = await allPids();
  const isShim = await Promise.all(pids.map((pid) => isProcess(pid, socket)));
  return pids.filter((_, index) => isShim[index]);
}

async function childrenOf(parents: readonly number[]): Promise<readonly number[]> {
  if (parents.length === 0) return [];
  const pids = await allPids();
  const ppids = await Promise.all(pids.map(parentOf));
  return pids.filter((_, index) => parents.includes(ppids[index] ?? 0));
}

/** proc_pid_stat(5): the fourth field; the second, the name, may hold spaces and brackets. */
async function parentOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

const allPids = async (): Promise<readonly number[]> => (await readdir('/proc')).map(Number).filter((pid) => pid > 1);

/**
 * Version 2 is read by containerd 1.6 and 2.x alike. The CRI plugin serves Kubernetes: not us. The one for `ctr install`
 * makes folders in /opt, which nobody would remove.
 */
const config = (paths: EnginePaths): string => `version = 2
root = ${JSON.stringify(path.join(paths.dataRoot, 'containerd'))}
state = ${JSON.stringify(path.join(paths.execRoot, 'containerd'))}
disabled_plugins = ["io.containerd.grpc.v1.cri", "io.containerd.internal.v1.opt"]

[grpc]
  address = ${JSON.stringify(paths.containerdSocket)}
`;
