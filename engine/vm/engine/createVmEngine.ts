import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { EngineState, EngineStatus } from '../../../contract/model/engine.ts';
import { VmChoices } from '../../../contract/model/engineVm.ts';
import { thisArch } from '../../guest/arch.ts';
import type { VmEngine } from '../../lifecycle/api.ts';
import { createBroadcast } from '../../lifecycle/broadcast.ts';
import { type EngineEvent, transition } from '../../lifecycle/transition.ts';
import { systemEnv } from '../../native/environment.ts';
import { writeFileAtomically } from '../../native/files.ts';
import { type DaemonSettings, needsRestart } from '../../native/settings.ts';
import { createVmDriver } from '../choose.ts';
import type { SharedFolder, VmDriver, VmKind } from '../driver.ts';
import { openGuestVersions } from '../versions/versions.ts';
import { vmBelongings } from './belongings.ts';
import { noGuestBefore } from './causes.ts';
import { vmDiagnostics } from './diagnostics.ts';
import { engineLog } from './guestLog.ts';
import { ownGuest } from './guestParts.ts';
import type { GuestService } from './guestService.ts';
import { parseGuestSettings, reloadInGuest, validateInGuest } from './guestSettings.ts';
import { hostProxies } from './hostTrust.ts';
import { forgetHostKey } from './identity.ts';
import { prepareStart } from './machine.ts';
import { vmOverview } from './overview.ts';
import { vmEnginePaths } from './paths.ts';
import { cannotStart, createPlan, isEnough } from './plan.ts';
import { readVmRecord } from './record.ts';
import { createSleep } from './sleep.ts';
import { createVmSupervisor } from './supervisor.ts';

export interface VmEngineOptions {
  /** The engine's own folder: key, settings, disks. Created when needed, mode 0700; its name is short (sockets are in it). */
  readonly dir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The guest's parts for this machine, as `npm run guest` leaves them. */
  readonly guestDir: string;
  /** Where hypervisors that come with the app are. */
  readonly bundledDir?: string | undefined;
  /** What the person chose; read whenever it matters. */
  readonly choices?: () => VmChoices;
  readonly platform?: NodeJS.Platform;
  readonly createDriver?: (kind: VmKind) => VmDriver;
  /** How long the engine may take to answer once the guest is ready. */
  readonly engineBudgetMs?: number;
  /** What the guest is served with besides its ports, in this order. */
  readonly services?: readonly GuestService[];
  /** Folders of the host that the guest is to see; read before each start. */
  readonly shares?: () => readonly SharedFolder[];
  /** Where an administrator of this machine puts certificates; those of its system unless given. */
  readonly certificateDirs?: readonly string[];
  /** How often it is looked whether the VM may sleep. */
  readonly saverTickMs?: number;
}

/**
 * The engine of one folder, in a light VM. One copy of the app holds it at a time; a VM that outlived the app is adopted.
 * Nothing happens until it is asked.
 */
export function createVmEngine(options: VmEngineOptions): VmEngine {
  const { env, certificateDirs } = options;
  const dir = path.resolve(options.dir);
  const platform = options.platform ?? process.platform;
  const paths = vmEnginePaths(dir, platform);
  const arch = thisArch();
  const choices = options.choices ?? (() => VmChoices.parse({}));
  const plan = createPlan({
    ...{ paths, platform, arch, choices, guestDir: options.guestDir },
    shares: options.shares ?? (() => []),
    createDriver:
      options.createDriver ??
      ((kind) => createVmDriver(kind, { env: systemEnv(env), arch, bundledDir: options.bundledDir })),
  });
  const closing = new AbortController();

  let status: EngineStatus = {
    state: { type: 'absent', requirements: [] },
    mode: 'vm',
    endpoint: paths.endpoint,
    dataRoot: paths.vmDir,
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
    const warnings = supervisor.session?.warnings.map(({ message }) => message) ?? [];
    if (state !== status.state) set({ state, warnings });
  };

  const supervisor = createVmSupervisor({
    ...{ paths, env, dispatch, machine: (dir) => plan.machine(dir), makeWay: () => sleep.rise() },
    ...(options.engineBudgetMs !== undefined && { engineBudgetMs: options.engineBudgetMs }),
    ...(options.services && { services: options.services }),
    prepare: async (found) => {
      const text = await readText(paths.settings);
      return prepareStart({
        ...found,
        paths,
        platform,
        text,
        env,
        certificateDirs,
        choices: choices(),
        settings: parseGuestSettings(text),
      });
    },
  });

  const look = async () => {
    const requirements = await plan.requirements();
    const settings = await readText(paths.settings).then(parseGuestSettings, (): DaemonSettings => ({}));
    set({ parts: plan.guest?.packages ?? [], isDebug: settings['debug'] === true });
    try {
      if (await supervisor.adopt()) return;
    } catch (error) {
      return supervisor.block(error);
    }
    if (status.state.type === 'failed') return; // Stays until somebody does something about it.
    dispatch({ type: 'found', isInstalled: requirements.every(isEnough), requirements });
  };

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

  const startNow = async () => {
    if (supervisor.session && status.state.type === 'running') return; // Slow to answer is no reason to start it anew.
    try {
      await startAnew();
    } finally {
      sleep.rise();
      sleep.admit();
    }
  };
  const startAnew = async () => {
    if (await supervisor.adopt()) return;
    const lacking = (await plan.requirements()).filter((one) => !isEnough(one));
    if (lacking.length > 0) throw cannotStart(lacking);
    dispatch({ type: 'found', isInstalled: true, requirements: [] }); // Was it absent, it is not any more.
    await supervisor.launch();
  };
  const stopNow = async () => {
    sleep.rise();
    await supervisor.stop();
    sleep.admit();
    const requirements = await plan.requirements();
    dispatch({ type: 'found', isInstalled: requirements.every(isEnough), requirements });
  };
  const saveNow = async (text: string, settings: DaemonSettings) => {
    await mkdir(paths.dir, { recursive: true, mode: 0o700 });
    await writeFileAtomically(paths.settings, text);
    set({ isDebug: settings['debug'] === true });
    if (!supervisor.session) return;
    const { kind } = (await plan.choose()).chosen;
    const proxies = choices().passesProxies ? hostProxies(env, kind === 'qemu') : undefined;
    await reloadInGuest(supervisor.session.link, settings, proxies);
  };
  const resetNow = async () => {
    await stopNow();
    const { driver, spec } = await plan.machine();
    await driver.remove(spec);
    await forgetHostKey(paths);
    await Promise.all(
      [paths.vmDir, paths.configDisk, paths.record, paths.versions].map((file) =>
        rm(file, { recursive: true, force: true }),
      ),
    );
    await look();
  };
  const chooseGuestNow = async (guest: 'previous' | 'own') => {
    const versions = openGuestVersions(paths.versions);
    const own = ownGuest((await plan.machine()).spec.guest);
    if (guest === 'own') await versions.forgive(own.version);
    else if (!(await versions.goBack(own))) throw noGuestBefore();
    if (!supervisor.session) return;
    await stopNow();
    await startNow();
  };
  const sleep = createSleep({
    ...{ socket: paths.socket, dispatch, inTurn, start: startNow, stop: () => supervisor.stop() },
    minutes: () => choices().saverMinutes,
    session: () => supervisor.session,
    tickMs: options.saverTickMs,
  });
  const overview = () =>
    vmOverview({
      ...{
        plan,
        paths,
        env,
        platform,
        certificateDirs,
        choices: choices(),
        isRunning: supervisor.session !== undefined,
      },
      runs: supervisor.session?.guestVersion,
    });

  return {
    endpoint: status.endpoint,
    socketPath: paths.socket,
    get status() {
      return status;
    },
    /** The guest holds none: they are the host's own. */
    tools: undefined,
    ready,
    watch: async function* (signal) {
      if (looking && (status.state.type === 'absent' || status.state.type === 'stopped'))
        void inTurn(look).catch(() => {}); // What is wrong is said by what the person does next.
      await ready();
      yield* changes.watch(AbortSignal.any([signal, closing.signal]));
    },
    requirements: () => plan.requirements(),
    install: ({ signal, onProgress }) =>
      inTurn(async () => {
        if (supervisor.session) return;
        onProgress?.({ step: 'Looking at this machine' });
        const lacking = (await plan.requirements()).filter((one) => !isEnough(one));
        if (lacking.length > 0) throw cannotStart(lacking);
        signal.throwIfAborted();
        onProgress?.({ step: 'Making the VM' });
        const { driver, spec } = await plan.machine();
        await driver.create(spec);
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
    setDebug: (isDebug) =>
      inTurn(async () => {
        const { debug: _, ...others } = parseGuestSettings(await readText(paths.settings));
        const settings = isDebug ? { ...others, debug: true } : others;
        await saveNow(JSON.stringify(settings, undefined, 2), settings);
      }),
    settings: async () => {
      const text = await readText(paths.settings);
      const { startedWith } = await readVmRecord(paths.record);
      const isRunning = startedWith !== undefined && supervisor.session !== undefined;
      const current = await Promise.resolve(text)
        .then(parseGuestSettings)
        .catch(() => undefined);
      return { text, needsRestart: isRunning && !!current && needsRestart(parseGuestSettings(startedWith), current) };
    },
    saveSettings: (text) =>
      inTurn(async () => {
        const settings = parseGuestSettings(text);
        // While nothing runs there is no dockerd to ask: what it refuses is told by the next start.
        if (supervisor.session) await validateInGuest(supervisor.session.link, settings);
        await saveNow(text, settings);
      }),
    log: ({ tail, signal }) =>
      engineLog(supervisor.session?.link, supervisor.session?.vm.serialLog ?? path.join(paths.vmDir, 'serial.log'), {
        tail,
        signal: AbortSignal.any([signal, closing.signal]),
      }),
    overview,
    belongings: () => vmBelongings(paths),
    chooseGuest: (guest) => inTurn(() => chooseGuestNow(guest)),
    reset: () => inTurn(resetNow),
    diagnostics: async () =>
      vmDiagnostics({
        ...{ paths, status, link: supervisor.session?.link },
        requirements: await plan.requirements(),
        facts: await overview(),
      }),
    close: async () => {
      closing.abort();
      sleep.close();
      await Promise.race([last, delay(3_000, undefined, { ref: false })]);
      await supervisor.close();
    },
  };
}

const readText = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}';
    throw error;
  });
