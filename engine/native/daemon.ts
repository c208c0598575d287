import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { AppFailure } from '../../contract/errors.ts';
import { endBuildSteps } from './buildSteps.ts';
import { causeOf } from './cause.ts';
import { endRootlessLeftovers, findContainerd, hasContainers, startContainerd, stopContainerd } from './containerd.ts';
import { cancelled } from './command.ts';
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
import { refuseForeignRunDir } from './runDir.ts';
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
import { removeStrayRules } from './strayRules.ts';

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
  /** The one that runs already, whoever started it. Rejects with `conflict` when its process is there and stays silent. */
  find(): Promise<Running | undefined>;
  isAlive(): Promise<boolean>;
  /**
   * Rejects with why, in words, when it does not get to answer, and with `cancelled` when aborted; of what it started
   * nothing then is left running. Containers that live on from before stay.
   */
  start(installation: Installation, signal: AbortSignal): Promise<Running>;
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
/** How long a dockerd that is there may be silent: it may just be starting, or the machine be busy. */
const SILENCE_MS = 5_000;

export function createDaemonDriver({ paths, mode, env }: DriverOptions): DaemonDriver {
  const system = systemEnv(env);
  const installedAt = (installation: Installation) => path.join(paths.installDir, installation.id);
  const findPid = async () => {
    await refuseForeignRunDir(paths);
    return findProcess(paths.dockerdPid, paths.effectiveConfig);
  };

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

  const launchDockerd = async (installation: Installation, programs: Env, signal: AbortSignal) => {
    const command = await dockerdCommand(paths, mode, await need('dockerd', installedAt(installation)), programs);
    // A rootless network ends with its engine, so containers that outlived a crash of it are of no use.
    if (mode === 'rootless') await endRootlessLeftovers(paths);
    const logStart = await logSize(paths.log);
    const launched = await launch(command.file, command.args, { env: programs, logFile: paths.log, cwd: paths.dir });
    let why: string | undefined;
    void launched.ended.then((text) => (why = text));
    try {
      const version = await answers(paths, () => why, signal);
      return { pid: (await findPid()) ?? launched.pid, version, ended: launched.ended };
    } catch (error) {
      if (!why) await endProcess(launched.pid, paths.effectiveConfig, signal.aborted ? 5_000 : 0);
      await launched.ended;
      if (signal.aborted) throw cancelled();
      throw new AppFailure(causeOf(await readLogFrom(paths.log, logStart), why ?? (error as Error).message));
    }
  };

  const driver: DaemonDriver = {
    isAlive: async () => (await findPid()) !== undefined,
    find: async () => {
      const pid = await findPid();
      if (pid === undefined) return undefined;
      const version = await answerOf(pid, paths);
      const { startedAt } = await readRecord(paths.record);
      return version === undefined ? undefined : { pid, version, startedAt: startedAt ?? Date.now() };
    },
    start: async (installation, signal) => {
      const alive = await findPid();
      if (alive !== undefined) throw silent(alive);
      await prepare(paths, mode, system, env);
      const settings = await writeConfig('starting');
      const programs = engineEnv(env, paths, installedAt(installation));
      const containerd =
        mode === 'root' && !(await findContainerd(paths))
          ? await startContainerd(paths, await need('containerd', installedAt(installation)), programs)
          : undefined;
      try {
        const launched = await launchDockerd(installation, programs, signal);
        const startedAt = Date.now();
        await updateRecord(paths.record, { startedWith: JSON.stringify(settings), startedAt });
        if (settings['live-restore'] === false) await driver.reload();
        return { ...launched, startedAt, ...(containerd && { containerdEnded: containerd.ended }) };
      } catch (error) {
        // A containerd from before, and one with containers, are what the next attempt takes over.
        if (containerd && !(await hasContainers(paths))) await stopContainerd(paths);
        throw error;
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
  await endBuildSteps(paths.dataRoot);
  const bootId = await readBootId();
  const record = await readRecord(paths.record);
  // Without its record (damaged, removed) an engine may look like one of an earlier boot, and its containers live.
  if (record.bootId !== bootId && !(await hasContainers(paths))) {
    if (mode === 'root') await removeMounts(paths.runDir, system);
    await rm(paths.runDir, { recursive: true, force: true });
  }
  for (const dir of [paths.dir, paths.runDir, paths.dataRoot]) await mkdir(dir, { recursive: true, mode: 0o700 });
  await refuseForeignRunDir(paths); // Again: in a folder that all may write to, somebody may have been quicker.
  await rm(paths.dockerdPid, { force: true }); // Of a process that is gone, as was seen.
  await rotateLog(paths.log);
  const subnets = record.subnets ?? pickSubnets(await readRoutes(system));
  await updateRecord(paths.record, { subnets, bootId });
  if (mode !== 'root') return;
  await writeWrappers(paths.wrappers, paths.tag, env);
  await ensureBridge(paths.tag, subnets.bridge, system);
  await removeStrayRules(subnets, system);
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

/** The version that the living process `pid` says; undefined when it ends before it says one. */
async function answerOf(pid: number, paths: EnginePaths): Promise<string | undefined> {
  const giveUpAt = Date.now() + SILENCE_MS;
  while (await isProcess(pid, paths.effectiveConfig)) {
    const leftMs = giveUpAt - Date.now();
    if (leftMs <= 0) throw silent(pid);
    try {
      return (await getVersion(paths.socket, leftMs)).Version;
    } catch {
      await delay(50); // Its socket is not there yet, or it did not answer in time.
    }
  }
  return undefined;
}

async function answers(paths: EnginePaths, why: () => string | undefined, signal: AbortSignal): Promise<string> {
  const giveUpAt = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    const ended = why();
    if (ended) throw new Error(ended);
    try {
      return (await getVersion(paths.socket, 10_000, signal)).Version;
    } catch (error) {
      if (signal.aborted) throw error;
      if (Date.now() > giveUpAt) throw new Error('did not answer within five minutes');
      await delay(30); // The socket is not there yet: there is nothing to wait on.
    }
  }
}

/** Two engines on one data folder would destroy it, so nothing is started beside one that is silent. */
const silent = (pid: number): AppFailure =>
  new AppFailure({
    code: 'conflict',
    message: `The engine is there (process ${pid}) but does not answer.`,
    hint: `It may be busy starting: it is taken over when it answers. If it never does, stop the engine, or end it with “kill ${pid}”.`,
  });

/** Waits until dockerd has taken it over: it decides what happens to containers at the stop that follows. */
async function reloadLiveRestore(paths: EnginePaths, pid: number, isOn: boolean): Promise<void> {
  signalProcess(pid, 'SIGHUP');
  const giveUpAt = Date.now() + SILENCE_MS;
  while (Date.now() < giveUpAt && (await isProcess(pid, paths.effectiveConfig))) {
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
  await endBuildSteps(paths.dataRoot);
  await removeMounts(paths.dir, system);
  await removeMounts(paths.runDir, system);
  const { subnets } = await readRecord(paths.record);
  const removed = await removeBridges(paths.tag, subnets?.pool, bridges, system);
  await removeChains(paths.tag, removed, system);
  if (subnets) await removeStrayRules(subnets, system);
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
