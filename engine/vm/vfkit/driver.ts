import { mkdir, open, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { release } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { AppFailure } from '../../../contract/errors.ts';
import type { Requirement } from '../../../contract/model/engine.ts';
import { findProgram } from '../../native/programs.ts';
import { waitForReady } from '../boot/waitForReady.ts';
import { previousSerialLog, startSerialLog } from '../boot/serialLog.ts';
import type { GuestReady, RunningVm, SshAddress, VmDriver, VmEnd, VmSpec } from '../driver.ts';
import { diskTooSmall, isThere, vmIsThere, vmRuns } from '../failures.ts';
import { type Exit, type LaunchedVm, launchVm } from '../launch.ts';
import { withVmLock } from '../lock.ts';
import { type VmProcess, findVmProcess, isVmProcess, killVmProcess } from '../process.ts';
import { checkRoom, met, unmet } from '../requirement.ts';
import type { Env } from '../run.ts';
import { type VfkitFiles, vfkitArgs } from './args.ts';
import { changeVfkitState, vfkitState, watchVfkit } from './rest.ts';

export interface VfkitOptions {
  readonly env: Env;
  readonly platform?: NodeJS.Platform;
  /** Darwin’s own version (`uname -r`); 22 is macOS 13. */
  readonly osRelease?: string;
  /** Looked in before the PATH. */
  readonly bundledDir?: string | undefined;
  readonly budgetMs?: number;
}

interface Paths extends VfkitFiles {
  readonly log: string;
  readonly pidFile: string;
}

const BUDGET_MS = 30_000;
const REST_MS = 15_000;
const EXIT_MS = 5_000;
/** macOS 13: the first whose framework boots Linux directly with all the devices that are asked for here. */
const LEAST_DARWIN = 22;

/** VMs of macOS’s Virtualization.framework, through vfkit. */
export function createVfkitDriver(options: VfkitOptions): VmDriver {
  const { env } = options;
  const platform = options.platform ?? process.platform;
  const searchPath = [options.bundledDir, env['PATH'], '/opt/homebrew/bin', '/usr/local/bin']
    .filter(Boolean)
    .join(path.delimiter);
  const locked = <T>({ dir }: VmSpec, work: () => Promise<T>) => withVmLock(`vm:${dir}`, work);
  const processOf = ({ pidFile, restSocket }: Paths): VmProcess => ({
    pidFile,
    marker: `unix://${restSocket}`,
    env,
    platform,
  });

  const create = async (spec: VmSpec) => {
    await mkdir(spec.dir, { recursive: true, mode: 0o700 });
    const { data } = pathsOf(spec);
    if (await isThere(data)) return;
    await (await open(data, 'wx', 0o600)).close();
    await truncate(data, spec.dataSizeBytes); // Sparse: takes only what is written.
  };

  const start = async (spec: VmSpec): Promise<RunningVm> => {
    const paths = pathsOf(spec);
    const running = await findVmProcess(processOf(paths));
    if (running !== undefined) throw vmRuns(running);
    const program = await findProgram('vfkit', searchPath);
    if (!program) throw noVfkit();
    const args = vfkitArgs(spec, paths);
    await create(spec);
    await rm(paths.restSocket, { force: true });
    await startSerialLog(paths.serialLog);
    const launched = await launchVm({ file: program, args: [] }, args, { env, cwd: spec.dir, log: paths.log });
    await writeFile(paths.pidFile, String(launched.pid), { mode: 0o600 });
    return hold(spec, launched.pid, launched);
  };

  const hold = async (spec: VmSpec, pid: number, launched?: LaunchedVm): Promise<RunningVm> => {
    const paths = pathsOf(spec);
    let exit: Exit | undefined;
    void launched?.exit.then((how) => (exit = how));
    const giveUpAt = Date.now() + REST_MS;
    while ((await vfkitState(paths.restSocket).catch(() => undefined)) === undefined) {
      if (exit) throw await ended(paths, exit);
      if (Date.now() > giveUpAt) {
        await launched?.kill();
        throw vmIsThere(pid);
      }
      await delay(20); // Its socket is not there yet.
    }
    return machine(paths, processOf(paths), pid, launched, options.budgetMs ?? BUDGET_MS);
  };

  return {
    kind: 'vfkit',
    shares: 'virtiofs',
    probe: async (spec) => [
      ...(await probe(platform, options.osRelease ?? release(), searchPath)),
      ...(spec ? await checkRoom(spec) : []),
    ],
    create: (spec) => locked(spec, () => create(spec)),
    start: (spec) => locked(spec, () => start(spec)),
    state: async (spec) => {
      const paths = pathsOf(spec);
      if ((await findVmProcess(processOf(paths))) !== undefined) return 'running';
      return (await isThere(paths.data)) ? 'stopped' : 'absent';
    },
    adopt: (spec) =>
      locked(spec, async () => {
        const pid = await findVmProcess(processOf(pathsOf(spec)));
        return pid === undefined ? undefined : hold(spec, pid);
      }),
    resize: (spec) =>
      locked(spec, async () => {
        const paths = pathsOf(spec);
        const pid = await findVmProcess(processOf(paths));
        if (pid !== undefined) throw vmRuns(pid);
        const { size } = await stat(paths.data);
        if (size > spec.dataSizeBytes) throw diskTooSmall(size);
        await truncate(paths.data, spec.dataSizeBytes);
      }),
    remove: (spec) =>
      locked(spec, async () => {
        const paths = pathsOf(spec);
        await killVmProcess(processOf(paths));
        const { config: _, ...own } = paths;
        await Promise.all(
          [...Object.values(own), previousSerialLog(paths.serialLog)].map((file) => rm(file, { force: true })),
        );
      }),
  };
}

function pathsOf({ dir, configDisk }: VmSpec): Paths {
  const inDir = (name: string) => path.join(dir, name);
  return {
    data: inDir('data.img'),
    config: configDisk,
    serialLog: inDir('serial.log'),
    restSocket: inDir('vfkit.sock'),
    log: inDir('vfkit.log'),
    pidFile: inDir('vfkit.pid'),
  };
}

async function machine(
  paths: Paths,
  process: VmProcess,
  pid: number,
  launched: LaunchedVm | undefined,
  budgetMs: number,
): Promise<RunningVm> {
  let isAskedFor = false;
  let isReleased = false;
  let sshAddress: SshAddress | undefined;
  const socket = await watchVfkit(paths.restSocket);
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const end = (exit: Exit | undefined): VmEnd => {
    if (isAskedFor || exit?.status === 0) return { reason: 'stopped' };
    if (exit?.status) return { reason: 'crashed', message: `vfkit ended with status ${exit.status}` };
    return {
      reason: 'killed',
      message: exit?.signal ? `vfkit was ended by ${exit.signal}` : 'vfkit ended without a word',
    };
  };
  const gone = async (): Promise<Exit | undefined> => {
    if (launched) return launched.exit;
    await closed;
    while (!isReleased && (await isVmProcess(process, pid))) await delay(250, undefined, { ref: false });
    return undefined;
  };
  const endedNow = gone().then((exit) => (isReleased ? new Promise<VmEnd>(() => {}) : end(exit)));
  const endsWithin = (ms: number) => Promise.race([endedNow.then(() => true), delay(ms, false, { ref: false })]);
  const kill = async () => {
    isAskedFor = true;
    await killVmProcess(process);
    if (!isReleased) await endedNow;
  };
  const change = (state: Parameters<typeof changeVfkitState>[1]) => changeVfkitState(paths.restSocket, state);
  return {
    pid,
    startedAt: Math.round((await stat(paths.pidFile)).mtimeMs),
    isAdopted: launched === undefined,
    serialLog: paths.serialLog,
    get sshAddress() {
      return sshAddress;
    },
    ended: endedNow,
    ready: async (signal): Promise<GuestReady> => {
      const ready = await waitForReady({ serialLog: paths.serialLog, ended: endedNow, budgetMs }, signal);
      const [host] = ready.addresses;
      if (host) sshAddress = { type: 'tcp', host, port: 22 };
      return ready;
    },
    pause: () => change('Pause'),
    resume: () => change('Resume'),
    stop: async (graceMs, askGuest) => {
      isAskedFor = true;
      await change('Resume').catch(() => {});
      // The power button does nothing in kernels without gpio-keys, so the guest itself is asked where that can be done.
      void (askGuest ? askGuest().catch(() => change('Stop')) : change('Stop')).catch(() => {});
      if (await endsWithin(graceMs)) return;
      await change('HardStop').catch(() => {});
      if (!(await endsWithin(EXIT_MS))) await kill();
    },
    kill,
    release: async () => {
      isReleased = true;
      socket.destroy();
    },
  };
}

async function probe(
  platform: NodeJS.Platform,
  osRelease: string,
  searchPath: string,
): Promise<readonly Requirement[]> {
  if (platform !== 'darwin')
    return [unmet('macOS', 'Virtualization.framework is a part of macOS.', 'Choose another driver.')];
  const isNew = Number.parseInt(osRelease, 10) >= LEAST_DARWIN;
  return [
    isNew
      ? met('macOS 13', 'Virtualization.framework is there.')
      : unmet(
          'macOS 13',
          `This macOS is older (Darwin ${osRelease}).`,
          'Upgrade macOS, or use QEMU: brew install qemu',
        ),
    (await findProgram('vfkit', searchPath))
      ? met('vfkit', 'Runs the VM: found.')
      : unmet('vfkit', 'Runs the VM: not found.', 'Install it: brew install vfkit'),
  ];
}

async function ended({ log }: Paths, exit: Exit): Promise<AppFailure> {
  const engineText = (await readFile(log, 'utf8').catch(() => '')).trim().slice(-4000);
  const how = exit.signal ? `ended by ${exit.signal}` : `ended with status ${exit.status}`;
  const isDenied = /entitlement|com\.apple\.security\.virtualization/i.test(engineText);
  return new AppFailure(
    isDenied
      ? {
          code: 'permission-denied',
          message: 'macOS did not let vfkit start a VM.',
          hint: 'vfkit must be signed with the right com.apple.security.virtualization: install it with Homebrew.',
          engineText,
        }
      : {
          code: 'unexpected',
          message: `vfkit did not start the VM: ${engineText.split('\n').at(-1) || how}`,
          hint: 'What it says names the cause. Another driver may be chosen in the engine’s settings.',
          engineText,
          detail: how,
        },
  );
}

const noVfkit = () =>
  new AppFailure({
    code: 'not-found',
    message: 'vfkit is not installed on this Mac.',
    hint: 'Install it: brew install vfkit',
  });
