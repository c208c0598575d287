import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { AppFailure } from '../../contract/errors.ts';
import { causeOf } from './cause.ts';
import { endRootlessLeftovers, findContainerd, startContainerd, stopContainerd } from './containerd.ts';
import { getJson, getVersion } from './engineApi.ts';
import { engineEnv, systemEnv } from './environment.ts';
import { writeFileAtomically } from './files.ts';
import { bridgeName, removeChains, writeWrappers } from './firewall.ts';
import { type Installation, binPath } from './installation.ts';
import { logSize, readLogFrom, rotateLog } from './log.ts';
import { removeMounts } from './mounts.ts';
import { ensureBridge, pickSubnets, readRoutes, removeBridges } from './network.ts';
import type { EnginePaths } from './paths.ts';
import { endProcess, findProcess, isProcess, signalProcess } from './process.ts';
import { findProgram } from './programs.ts';
import { readBootId, readRecord, updateRecord } from './record.ts';
import { rootlessCommand } from './rootless.ts';
import {
  type DaemonSettings,
  type Placement,
  type Phase,
  effectiveSettings,
  parseSettings,
  readSettings,
} from './settings.ts';
import { type Launched, launch } from './spawn.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** A dockerd that answers. */
export interface Running {
  readonly pid: number;
  readonly version: string;
  readonly startedAt: number;
  /** When it is a child of this process: resolves when it ends. */
  readonly ended?: Promise<string>;
  readonly containerdEnded?: Promise<string>;
}

/** Starts, finds and ends the dockerd of one folder. Callers hold the folder's lock while starting and stopping. */
export interface DaemonDriver {
  /** The one that runs already, whoever started it; undefined when there is none or it does not answer. */
  find(): Promise<Running | undefined>;
  isAlive(): Promise<boolean>;
  /** Rejects with why, in words, when it does not get to answer; nothing then is left running. */
  start(installation: Installation): Promise<Running>;
  /** Nothing is left: processes, mounts, interfaces, firewall chains. With `live-restore`, containers and theirs stay. */
  stop(): Promise<void>;
  /** Starts a containerd again whose dockerd lives on. */
  reviveContainerd(installation: Installation): Promise<Launched | undefined>;
  /** Makes a running dockerd read its settings again. */
  reload(): Promise<void>;
}

export interface DriverOptions {
  readonly paths: EnginePaths;
  readonly mode: 'root' | 'rootless';
  readonly env: Env;
}

/** As long as dockerd lives it may take this long: restoring thousands of containers is slow. */
const START_TIMEOUT_MS = 300_000;
/** dockerd gives containers 10 s (more where they ask for more) and ends itself after 15 s without an answer of theirs. */
const STOP_TIMEOUT_MS = 60_000;

export function createDaemonDriver({ paths, mode, env }: DriverOptions): DaemonDriver {
  const system = systemEnv(env);
  const installedAt = (installation: Installation) => path.join(paths.installDir, installation.id);
  const findPid = () => findProcess(paths.dockerdPid, paths.effectiveConfig);

  const writeConfig = async (phase: Phase): Promise<DaemonSettings> => {
    const { subnets } = await readRecord(paths.record);
    const placement: Placement =
      mode === 'root' && subnets
        ? { bridge: bridgeName(paths.tag), pool: subnets.pool, group: 'root', containerd: paths.containerdSocket }
        : {};
    const settings = parseSettings(await readSettings(paths));
    await writeFileAtomically(
      paths.effectiveConfig,
      JSON.stringify(effectiveSettings(settings, paths, placement, phase)),
    );
    return settings;
  };

  const driver: DaemonDriver = {
    isAlive: async () => (await findPid()) !== undefined,
    find: async () => {
      const pid = await findPid();
      if (pid === undefined) return undefined;
      const version = await getVersion(paths.socket, 5_000).catch(() => undefined);
      const { startedAt } = await readRecord(paths.record);
      return version && { pid, version: version.Version, startedAt: startedAt ?? Date.now() };
    },
    start: async (installation) => {
      await prepare(paths, mode, system, env);
      const settings = await writeConfig('starting');
      const programs = engineEnv(env, paths, installedAt(installation));
      const containerd =
        mode === 'root' && !(await findContainerd(paths))
          ? await startContainerd(paths, await need('containerd', installedAt(installation)), programs)
          : undefined;
      const command = await dockerdCommand(paths, mode, await need('dockerd', installedAt(installation)), programs);
      // A rootless network ends with its engine, so containers that outlived a crash of it are of no use.
      if (mode === 'rootless') await endRootlessLeftovers(paths);
      const logStart = await logSize(paths.log);
      const launched = await launch(command.file, command.args, { env: programs, logFile: paths.log, cwd: paths.dir });
      let why: string | undefined;
      void launched.ended.then((text) => (why = text));
      try {
        const version = await answers(paths, () => why);
        const pid = (await findPid()) ?? launched.pid;
        const startedAt = Date.now();
        await updateRecord(paths.record, { startedWith: JSON.stringify(settings), startedAt });
        if (settings['live-restore'] === false) await driver.reload();
        return {
          pid,
          version,
          startedAt,
          ended: launched.ended,
          ...(containerd && { containerdEnded: containerd.ended }),
        };
      } catch (error) {
        if (!why) signalProcess(launched.pid, 'SIGKILL');
        await launched.ended;
        if (mode === 'root') await stopContainerd(paths);
        throw new AppFailure(causeOf(await readLogFrom(paths.log, logStart), why ?? (error as Error).message));
      }
    },
    stop: async () => {
      const pid = await findPid();
      const bridges = pid === undefined ? [] : await userBridges(paths);
      const settings = await writeConfig('stopping').catch(() => undefined);
      if (pid !== undefined) {
        if (settings && settings['live-restore'] !== true) await reloadLiveRestore(paths, pid, false);
        await endProcess(pid, paths.effectiveConfig, STOP_TIMEOUT_MS);
      }
      if (settings?.['live-restore'] === true && mode === 'root') return;
      if (mode === 'root') await removeLeftovers(paths, bridges, system);
      else await endRootlessLeftovers(paths);
      await removeRunFiles(paths);
    },
    reviveContainerd: async (installation) => {
      if (mode !== 'root' || (await findContainerd(paths))) return undefined;
      const programs = engineEnv(env, paths, installedAt(installation));
      return startContainerd(paths, await need('containerd', installedAt(installation)), programs);
    },
    reload: async () => {
      const pid = await findPid();
      if (pid === undefined) return;
      await writeConfig('running');
      signalProcess(pid, 'SIGHUP');
    },
  };
  return driver;
}

/** Makes the folders, and clears away what an earlier boot or a crash left in them. */
async function prepare(paths: EnginePaths, mode: 'root' | 'rootless', system: Env, env: Env): Promise<void> {
  const bootId = await readBootId();
  const record = await readRecord(paths.record);
  if (record.bootId !== bootId) {
    if (mode === 'root') await removeMounts(paths.runDir, system);
    await rm(paths.runDir, { recursive: true, force: true });
  }
  for (const dir of [paths.dir, paths.runDir, paths.dataRoot]) await mkdir(dir, { recursive: true, mode: 0o700 });
  await rm(paths.dockerdPid, { force: true });
  await rotateLog(paths.log);
  const subnets = record.subnets ?? pickSubnets(await readRoutes(system));
  await updateRecord(paths.record, { subnets, bootId });
  if (mode !== 'root') return;
  await writeWrappers(paths.wrappers, paths.tag, env);
  await ensureBridge(paths.tag, subnets.bridge, system);
}

async function dockerdCommand(paths: EnginePaths, mode: 'root' | 'rootless', dockerd: string, programs: Env) {
  if (mode === 'root') return { file: dockerd, args: ['--config-file', paths.effectiveConfig] };
  const command = await rootlessCommand(paths, dockerd, programs['PATH'] ?? '');
  if (command) return command;
  throw new AppFailure({
    code: 'unsupported',
    message: 'Without root the engine needs RootlessKit, which this machine does not have.',
    hint: 'Install the packages rootlesskit, uidmap and slirp4netns, or run Gantry as root.',
  });
}

async function answers(paths: EnginePaths, why: () => string | undefined): Promise<string> {
  const giveUpAt = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    const ended = why();
    if (ended) throw new Error(ended);
    try {
      return (await getVersion(paths.socket, 10_000)).Version;
    } catch {
      if (Date.now() > giveUpAt) throw new Error('did not answer within five minutes');
      await delay(30); // The socket is not there yet: there is nothing to wait on.
    }
  }
}

/** Waits until dockerd has taken it over: it decides what happens to containers at the stop that follows. */
async function reloadLiveRestore(paths: EnginePaths, pid: number, isOn: boolean): Promise<void> {
  signalProcess(pid, 'SIGHUP');
  for (let attempt = 0; attempt < 100 && (await isProcess(pid, paths.effectiveConfig)); attempt++) {
    const info = await getJson<{ LiveRestoreEnabled: boolean }>(paths.socket, '/info', 5_000).catch(() => undefined);
    if (info?.LiveRestoreEnabled === isOn) return;
    await delay(50);
  }
}

/** The interfaces dockerd made for people's networks. One with a name of its own may be the host's: it is left alone. */
async function userBridges(paths: EnginePaths): Promise<readonly string[]> {
  type Network = { readonly Id: string; readonly Driver: string };
  const networks = await getJson<readonly Network[]>(paths.socket, '/networks', 5_000).catch(() => []);
  return networks.filter(({ Driver }) => Driver === 'bridge').map(({ Id }) => `br-${Id.slice(0, 12)}`);
}

async function removeLeftovers(paths: EnginePaths, bridges: readonly string[], system: Env): Promise<void> {
  await stopContainerd(paths);
  await removeMounts(paths.dir, system);
  await removeMounts(paths.runDir, system);
  const { subnets } = await readRecord(paths.record);
  const removed = await removeBridges(paths.tag, subnets?.pool, bridges, system);
  await removeChains(paths.tag, removed, system);
}

async function removeRunFiles(paths: EnginePaths): Promise<void> {
  const files = [
    paths.dockerdPid,
    paths.containerdPid,
    paths.socket,
    paths.containerdSocket,
    `${paths.containerdSocket}.ttrpc`,
  ];
  await Promise.all(files.map((file) => rm(file, { force: true })));
}

async function need(program: string, root: string): Promise<string> {
  const file = await findProgram(program, binPath(root));
  if (file) return file;
  throw new AppFailure({
    code: 'not-found',
    message: `The installed engine has no ${program}.`,
    hint: 'Install the engine again.',
  });
}
