import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { AppFailure } from '../../../contract/errors.ts';
import type { EngineState, EngineStatus, Requirement } from '../../../contract/model/engine.ts';
import { thisArch } from '../../guest/arch.ts';
import type { Engine } from '../../lifecycle/api.ts';
import { createBroadcast } from '../../lifecycle/broadcast.ts';
import { type EngineEvent, transition } from '../../lifecycle/transition.ts';
import { systemEnv } from '../../native/environment.ts';
import { writeFileAtomically } from '../../native/files.ts';
import { type DaemonSettings, needsRestart } from '../../native/settings.ts';
import { type Choice, chooseVm, createVmDriver } from '../choose.ts';
import type { SharedFolder, VmDriver, VmKind } from '../driver.ts';
import { met, unmet } from '../requirement.ts';
import { engineLog } from './guestLog.ts';
import type { GuestService } from './guestService.ts';
import { type FoundGuest, findGuest } from './guestParts.ts';
import { parseGuestSettings, reloadInGuest, validateInGuest } from './guestSettings.ts';
import { type VmResources, defaultResources, prepareStart, vmSpec } from './machine.ts';
import { vmEnginePaths } from './paths.ts';
import { readVmRecord } from './record.ts';
import { type Machine, createVmSupervisor } from './supervisor.ts';

export interface VmEngineOptions {
  /** The engine's own folder: key, settings, disks. Created when needed, mode 0700; its name is short (sockets are in it). */
  readonly dir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The guest's parts for this machine, as `npm run guest` leaves them. */
  readonly guestDir: string;
  /** Where hypervisors that come with the app are. */
  readonly bundledDir?: string | undefined;
  /** Which hypervisor the person asked for; the best that works here unless given. */
  readonly wanted?: VmKind | undefined;
  readonly resources?: Partial<VmResources>;
  readonly platform?: NodeJS.Platform;
  readonly createDriver?: (kind: VmKind) => VmDriver;
  /** How long the engine may take to answer once the guest is ready. */
  readonly engineBudgetMs?: number;
  /** What the guest is served with besides its ports, in this order. */
  readonly services?: readonly GuestService[];
  /** Folders of the host that the guest is to see; read before each start. */
  readonly shares?: () => readonly SharedFolder[];
}

/**
 * The engine of one folder, in a light VM. One copy of the app holds it at a time; a VM that outlived the app is adopted.
 * Nothing happens until it is asked.
 */
export function createVmEngine(options: VmEngineOptions): Engine {
  const { env } = options;
  const dir = path.resolve(options.dir);
  const platform = options.platform ?? process.platform;
  const paths = vmEnginePaths(dir, platform);
  const resources: VmResources = { ...defaultResources(), ...options.resources };
  const arch = thisArch();
  const createDriver =
    options.createDriver ??
    ((kind: VmKind) => createVmDriver(kind, { env: systemEnv(env), arch, bundledDir: options.bundledDir }));
  const closing = new AbortController();

  let guest: FoundGuest | undefined;
  let choice: Choice | undefined;
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
    if (state !== status.state) set({ state });
  };

  /** What works here is looked for once; what does not may have been mended since. */
  const choose = async (): Promise<Choice> => {
    const isSettled = choice?.chosen.isUsable === true;
    if (!isSettled) {
      const spec = { dir: paths.vmDir, memoryBytes: resources.memoryBytes };
      const wanted = options.wanted ?? (await readVmRecord(paths.record)).kind;
      choice = await chooseVm({ platform, createDriver, spec, wanted });
    }
    if (!choice) throw noHypervisor(platform);
    return choice;
  };
  const machine = async (): Promise<Machine> => {
    guest ??= await findGuest(options.guestDir, arch);
    const { driver } = (await choose()).chosen;
    return { driver, spec: vmSpec(paths, guest.parts, resources, options.shares?.()) };
  };
  const requirementsNow = async (): Promise<readonly Requirement[]> => {
    const parts = await findGuest(options.guestDir, arch).then(
      (found) => {
        guest = found;
        return met('Parts of the VM', `Version ${found.parts.version} is here.`);
      },
      (error: unknown) => guestRequirement(error),
    );
    choice = undefined;
    return [parts, ...(await choose()).chosen.requirements];
  };

  const supervisor = createVmSupervisor({
    ...{ paths, env, dispatch, machine },
    ...(options.engineBudgetMs !== undefined && { engineBudgetMs: options.engineBudgetMs }),
    ...(options.services && { services: options.services }),
    prepare: async (found) => {
      const text = await readText(paths.settings);
      return prepareStart({ ...found, paths, platform, text, settings: parseGuestSettings(text) });
    },
  });

  const look = async () => {
    const requirements = await requirementsNow();
    const settings = await readText(paths.settings).then(parseGuestSettings, (): DaemonSettings => ({}));
    set({ parts: guest?.packages ?? [], isDebug: settings['debug'] === true });
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
    if (await supervisor.adopt()) return;
    const lacking = (await requirementsNow()).filter((one) => !isEnough(one));
    if (lacking.length > 0) throw cannotStart(lacking);
    dispatch({ type: 'found', isInstalled: true, requirements: [] }); // Was it absent, it is not any more.
    await supervisor.launch();
  };
  const stopNow = async () => {
    await supervisor.stop();
    const requirements = await requirementsNow();
    dispatch({ type: 'found', isInstalled: requirements.every(isEnough), requirements });
  };
  const saveNow = async (text: string, settings: DaemonSettings) => {
    await mkdir(paths.dir, { recursive: true, mode: 0o700 });
    await writeFileAtomically(paths.settings, text);
    set({ isDebug: settings['debug'] === true });
    if (supervisor.session) await reloadInGuest(supervisor.session.link, settings);
  };

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
    requirements: requirementsNow,
    install: ({ signal, onProgress }) =>
      inTurn(async () => {
        if (supervisor.session) return;
        onProgress?.({ step: 'Looking at this machine' });
        const lacking = (await requirementsNow()).filter((one) => !isEnough(one));
        if (lacking.length > 0) throw cannotStart(lacking);
        signal.throwIfAborted();
        onProgress?.({ step: 'Making the VM' });
        const { driver, spec } = await machine();
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
    close: async () => {
      closing.abort();
      await Promise.race([last, delay(3_000, undefined, { ref: false })]);
      await supervisor.close();
    },
  };
}

const isEnough = ({ isMet, isOptional }: Requirement): boolean => isMet || isOptional === true;

const readText = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}';
    throw error;
  });

function guestRequirement(error: unknown): Requirement {
  if (!(error instanceof AppFailure)) throw error;
  const { message } = error.error;
  return unmet('Parts of the VM', message, 'hint' in error.error ? (error.error.hint ?? '') : '');
}

const cannotStart = (lacking: readonly Requirement[]) =>
  new AppFailure({
    code: 'unsupported',
    message: `The engine cannot start here yet. ${lacking.map(({ name, message }) => `${name}: ${message}`).join(' ')}`,
    hint: lacking.map(({ remedy }) => remedy ?? '').join(' '),
  });

const noHypervisor = (platform: NodeJS.Platform) =>
  new AppFailure({
    code: 'unsupported',
    message: `No hypervisor is known for this system (${platform}).`,
    hint: 'Use an engine elsewhere, by SSH.',
  });
