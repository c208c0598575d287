import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { AppFailure, toAppError } from '../../contract/errors.ts';
import type { EngineState, EngineStatus, Requirement } from '../../contract/model/engine.ts';
import { createDaemonDriver } from '../native/daemon.ts';
import { engineEnv, systemEnv } from '../native/environment.ts';
import { install, removeOldInstallations } from '../native/install.ts';
import { type Installation, binPath, readInstallation, toolsIn } from '../native/installation.ts';
import { withLock } from '../native/lock.ts';
import { followLog } from '../native/log.ts';
import { type Manifest, manifest } from '../native/manifest.ts';
import { engineMode, runBase } from '../native/mode.ts';
import { enginePaths } from '../native/paths.ts';
import { removeData } from '../native/removeData.ts';
import { findProgram } from '../native/programs.ts';
import { readRecord } from '../native/record.ts';
import { checkRequirements } from '../native/requirements.ts';
import {
  type DaemonSettings,
  effectiveSettings,
  needsRestart,
  parseSettings,
  readSettings,
  validateSettings,
} from '../native/settings.ts';
import { systemParts } from '../native/systemParts.ts';
import { forgetRefused, readRefused } from '../native/goodSettings.ts';
import { writeFileAtomically } from '../native/files.ts';
import type { Engine, EngineOptions, EngineTools } from './api.ts';
import { createBroadcast } from './broadcast.ts';
import { createSupervisor } from './supervisor.ts';
import { type EngineEvent, transition } from './transition.ts';

/**
 * The engine of one folder. Several copies of the app may hold one at once: they share the dockerd, and a lock lets one
 * at a time start, stop or install. Nothing happens until it is asked.
 */
export function createEngine(options: EngineOptions & { readonly manifest?: Manifest }): Engine {
  const { env } = options;
  const dir = path.resolve(options.dir);
  const mode = engineMode();
  const paths = enginePaths(dir, runBase(env), options.installDir && path.resolve(options.installDir));
  const system = systemEnv(env);
  const driver = createDaemonDriver({ paths, mode, env });
  const closing = new AbortController();

  let installation: Installation | undefined;
  let tools: EngineTools | undefined;
  let status: EngineStatus = {
    state: { type: 'absent', requirements: [] },
    mode,
    endpoint: `unix://${paths.socket}`,
    dataRoot: paths.dataRoot,
    parts: [],
    isDebug: false,
  };
  const changes = createBroadcast<EngineStatus>(() => status);
  const set = (patch: Partial<EngineStatus>) => {
    status = { ...status, ...patch };
    changes.send();
  };
  const dispatch = (event: EngineEvent) => {
    const state: EngineState = transition(status.state, event);
    if (state !== status.state) set({ state });
  };

  const locked = <T>(work: () => Promise<T>) => withLock(`engine:${dir}`, closing.signal, work);
  const supervisor = createSupervisor({ driver, paths, dispatch, locked, installation: () => installation });

  const look = async () => {
    installation = await readInstallation(paths.installDir);
    const root = installation && path.join(paths.installDir, installation.id);
    tools = root ? await toolsIn(root) : undefined;
    const parts = installation && root ? [...installation.parts, ...(await systemParts(binPath(root), system))] : [];
    const settings = await readSettings(paths).then(parseSettings, () => ({}));
    set({ parts, isDebug: 'debug' in settings && settings.debug === true });
    try {
      if (await supervisor.adopt()) return;
    } catch (error) {
      return supervisor.block(error);
    }
    const requirements = installation ? [] : await requirementsNow();
    if (status.state.type === 'failed') return; // Stays until somebody does something about it.
    dispatch({ type: 'found', isInstalled: installation !== undefined, requirements });
  };
  const requirementsNow = () =>
    checkRequirements({
      ...{ mode, env: system, installedAt: installedAt(), manifest, bundleDir: options.bundleDir },
    });
  const installedAt = () => installation && path.join(paths.installDir, installation.id);

  let looking: Promise<void> | undefined;
  const ready = () =>
    (looking ??= look().catch((error: unknown) => {
      looking = undefined;
      throw error;
    }));
  // What changes the engine goes one after the other, whoever asks.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(ready).then(work);
    last = turn.catch(() => {});
    return turn;
  };

  /** Another copy of the app may have installed or started it meanwhile. */
  const lookAgain = async () => {
    if (status.state.type === 'absent' || status.state.type === 'stopped') await look();
  };
  const startNow = async () => {
    if (!installation) throw notInstalled();
    await locked(async () => {
      if (await supervisor.adopt()) return;
      const unmet = (await requirementsNow()).filter(({ isMet }) => !isMet);
      if (unmet.length > 0) throw lacking(unmet);
      if (!options.installDir) await removeOldInstallations(paths.installDir);
      await supervisor.launch();
    });
  };
  const stopNow = async () => {
    await locked(() => supervisor.stop()).catch(async (error: unknown) => {
      await supervisor.adopt().catch(() => false); // It still runs: it is looked after as before.
      throw error;
    });
    dispatch({ type: 'found', isInstalled: installation !== undefined, requirements: [] });
  };
  const resetNow = async () => {
    await stopNow();
    const root = installedAt();
    await locked(() => removeData(paths.dataRoot, mode, root ? engineEnv(env, paths, root) : system));
  };
  const saveChecked = async (text: string) => {
    const settings = parseSettings(text);
    const root = installedAt();
    const dockerd = root && (await findProgram('dockerd', binPath(root)));
    if (!dockerd) throw notInstalled();
    const programs = engineEnv(env, paths, root);
    await validateSettings(effectiveSettings(settings, paths, {}, 'running'), dockerd, paths, programs);
    await saveNow(text, settings);
  };
  const saveNow = async (text: string, settings: DaemonSettings) => {
    await mkdir(paths.dir, { recursive: true, mode: 0o700 });
    await writeFileAtomically(paths.settings, text);
    await forgetRefused(paths);
    await driver.reload();
    set({ isDebug: settings['debug'] === true });
  };

  return {
    endpoint: status.endpoint,
    socketPath: paths.socket,
    get status() {
      return status;
    },
    get tools() {
      return tools;
    },
    ready,
    watch: async function* (signal) {
      if (looking) void inTurn(lookAgain).catch(() => {}); // What is wrong is said by what the person does next.
      await ready();
      yield* changes.watch(AbortSignal.any([signal, closing.signal]));
    },
    requirements: async () => {
      await ready();
      return requirementsNow();
    },
    install: ({ source, signal, onProgress }) =>
      inTurn(async () => {
        if (await driver.isAlive()) throw runs();
        supervisor.rest();
        const before = status.state;
        try {
          const report = (progress: Parameters<NonNullable<typeof onProgress>>[0]) => {
            dispatch({ type: 'install', ...progress });
            onProgress?.(progress);
          };
          report({ step: 'Looking at this machine' });
          await install({
            installDir: paths.installDir,
            manifest: options.manifest ?? manifest,
            bundleDir: options.bundleDir,
            source,
            env: system,
            signal,
            onProgress: report,
          });
        } catch (error) {
          const cause = toAppError(error);
          if (cause.code === 'cancelled') set({ state: before });
          else dispatch({ type: 'fail', cause, logTail: [] });
          throw error;
        }
        await look();
      }),
    start: () => inTurn(startNow),
    stop: () => {
      supervisor.callOff(); // Who wants it stopped does not wait until it has started.
      return inTurn(stopNow);
    },
    restart: () =>
      inTurn(async () => {
        await stopNow();
        await startNow();
      }),
    reset: () => inTurn(resetNow),
    setDebug: (isDebug) =>
      inTurn(async () => {
        const { debug: _, ...others } = parseSettings(await readSettings(paths));
        const settings = isDebug ? { ...others, debug: true } : others;
        await saveNow(JSON.stringify(settings, undefined, 2), settings);
      }),
    settings: async () => {
      const text = await readSettings(paths);
      const { startedWith } = await readRecord(paths.record);
      const isRunning = startedWith !== undefined && (await driver.isAlive());
      const current = await Promise.resolve(text)
        .then(parseSettings)
        .catch(() => undefined);
      const refused = await readRefused(paths);
      return {
        text,
        ...(refused && { refused }),
        needsRestart: isRunning && !!current && needsRestart(parseSettings(startedWith), current),
      };
    },
    saveSettings: (text) => inTurn(() => saveChecked(text)),
    log: ({ tail, signal }) => followLog(paths.log, tail, AbortSignal.any([signal, closing.signal])),
    close: async () => {
      closing.abort();
      supervisor.close();
      // Lets what is under way come to its end, but the app does not hang on an engine that is slow to start.
      await Promise.race([last, delay(3_000, undefined, { ref: false })]);
    },
  };
}

const lacking = (unmet: readonly Requirement[]): AppFailure =>
  new AppFailure({
    code: 'unsupported',
    message: `The engine cannot start here yet. ${unmet.map(({ name, message }) => `${name}: ${message}`).join(' ')}`,
    hint: unmet.map(({ remedy }) => remedy ?? '').join(' '),
  });

const notInstalled = (): AppFailure =>
  new AppFailure({
    code: 'not-found',
    message: 'The engine is not installed.',
    hint: 'Install it first.',
  });

const runs = (): AppFailure =>
  new AppFailure({
    code: 'conflict',
    message: 'The engine is running.',
    hint: 'Stop it, then install: its containers stop with it.',
  });
