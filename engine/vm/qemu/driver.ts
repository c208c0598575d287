import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { AppFailure } from '../../../contract/errors.ts';
import { systemEnv } from '../../native/environment.ts';
import type { GuestArch, RunningVm, VmDriver, VmSpec } from '../driver.ts';
import { previousSerialLog, startSerialLog } from '../boot/serialLog.ts';
import { isThere, vmIsThere, vmRuns } from '../failures.ts';
import { type Exit, type LaunchedVm, launchVm } from '../launch.ts';
import { tryHold, withVmLock } from '../lock.ts';
import { type VmProcess, findVmProcess, killVmProcess } from '../process.ts';
import type { Env } from '../run.ts';
import { type Accelerator, type Control, qemuArgs } from './args.ts';
import { createDisk, growDisk } from './disk.ts';
import { qemuFailure } from './failure.ts';
import { type Qemu, needQemu } from './find.ts';
import { connectControl } from './control.ts';
import { holdQemu } from './machine.ts';
import { type QemuPaths, controlOf, qemuPaths } from './paths.ts';
import { probeQemu, usableAccelerator } from './probe.ts';

export interface QemuOptions {
  readonly env: Env;
  readonly arch: GuestArch;
  readonly platform?: NodeJS.Platform;
  /** A folder with a QEMU of ours; else the one on the PATH. */
  readonly bundledDir?: string | undefined;
  /** The best this machine lets us use, unless given. */
  readonly accelerator?: Accelerator;
  /** How QEMU is steered: by a socket, but on Windows. */
  readonly control?: Control['type'];
  /** How long the guest may take to get ready. */
  readonly budgetMs?: number;
}

/** Emulated it is ten times as slow, and a busy machine slower still. */
const BUDGET_MS: Readonly<Record<Accelerator, number>> = { tcg: 240_000, kvm: 30_000, hvf: 30_000, whpx: 45_000 };
/** QEMU opens its control channel before it begins to boot. */
const CONTROL_MS = 20_000;
const ENDING_MS = 1_000;

/** VMs of QEMU, with user-mode network: what the guest sends comes from QEMU's process, so VPN and firewall are the person's own. */
export function createQemuDriver(options: QemuOptions): VmDriver {
  const { arch } = options;
  const platform = options.platform ?? process.platform;
  const env = systemEnv(options.env);
  const controlType = options.control ?? (platform === 'win32' ? 'stdio' : 'socket');
  const qemuOf = () => needQemu({ arch, env, platform, bundledDir: options.bundledDir });
  const acceleratorOf = async () =>
    options.accelerator ?? usableAccelerator({ arch, env, platform, bundledDir: options.bundledDir });
  const processOf = (paths: QemuPaths): VmProcess => ({ pidFile: paths.pidFile, marker: paths.pidFile, env, platform });
  const locked = <T>({ dir }: VmSpec, work: () => Promise<T>) => withVmLock(`vm:${dir}`, work, platform);

  const create = async (spec: VmSpec, qemu: Qemu) => {
    const { data } = qemuPaths(spec);
    await mkdir(spec.dir, { recursive: true, mode: 0o700 });
    await createDisk({ qemu, env, file: data, sizeBytes: spec.dataSizeBytes }, spec.guest.dataTemplate);
  };

  const hold = async (spec: VmSpec, pid: number, launched?: LaunchedVm): Promise<RunningVm> => {
    const paths = qemuPaths(spec);
    const accelerator = await acceleratorOf();
    let exit: Exit | undefined;
    void launched?.exit.then((how) => (exit = how));
    const control =
      launched?.stdio ?? (await connectControl(paths.controlSocket, () => exit !== undefined, CONTROL_MS));
    const holder = controlType === 'stdio' ? await tryHold(holderName(spec), platform) : undefined;
    if (!control) {
      await launched?.kill();
      throw await noControl(paths, exit, pid);
    }
    try {
      return await holdQemu({
        control,
        process: processOf(paths),
        pid,
        ...(launched && { exit: launched.exit }),
        serialLog: paths.serialLog,
        startedAt: launched ? Date.now() : await startOf(paths),
        budgetMs: options.budgetMs ?? BUDGET_MS[accelerator],
        onLetGo: async () => holder?.release(),
      });
    } catch (error) {
      await holder?.release();
      if (!launched) throw vmIsThere(pid, error instanceof Error ? error.message : String(error));
      // Its control channel closes a moment before it is seen that it has ended.
      await Promise.race([launched.exit, delay(ENDING_MS, undefined, { ref: false })]);
      const hasEnded = exit !== undefined;
      await launched.kill();
      launched.stdio?.destroy();
      throw hasEnded ? await noControl(paths, exit, pid) : error;
    }
  };

  const start = async (spec: VmSpec): Promise<RunningVm> => {
    const qemu = await qemuOf();
    const paths = qemuPaths(spec);
    const control = controlOf(paths, controlType);
    await endOrphan(spec);
    await create(spec, qemu);
    await rm(paths.controlSocket, { force: true });
    await startSerialLog(paths.serialLog);
    const { guest } = spec;
    const args = qemuArgs({
      ...spec,
      ...guest,
      ...paths,
      config: spec.configDisk,
      accelerator: await acceleratorOf(),
      version: qemu.version,
      control,
      dataDirs: qemu.dataDirs,
    });
    await rm(paths.log, { force: true });
    const launched = await launchVm(qemu.system, args, {
      env,
      cwd: spec.dir,
      log: paths.log,
      isSteeredByStdio: control.type === 'stdio',
    });
    return hold(spec, launched.pid, launched);
  };

  /** One that runs is an error, but for one that nobody can steer any more: it is ended, or there would be two on one disk. */
  const endOrphan = async (spec: VmSpec) => {
    const vm = processOf(qemuPaths(spec));
    const pid = await findVmProcess(vm);
    if (pid === undefined) return;
    const holder = controlType === 'stdio' ? await tryHold(holderName(spec), platform) : undefined;
    if (!holder) throw vmRuns(pid);
    await killVmProcess(vm);
    await holder.release();
  };

  const whileStopped = async (spec: VmSpec, work: () => Promise<void>) => {
    const pid = await findVmProcess(processOf(qemuPaths(spec)));
    if (pid !== undefined) throw vmRuns(pid);
    await work();
  };

  return {
    kind: 'qemu',
    shares: 'none',
    probe: (spec) => probeQemu({ arch, env, platform, bundledDir: options.bundledDir }, spec),
    create: (spec) => locked(spec, async () => create(spec, await qemuOf())),
    start: (spec) => locked(spec, () => start(spec)),
    state: async (spec) => {
      const paths = qemuPaths(spec);
      if ((await findVmProcess(processOf(paths))) !== undefined) return 'running';
      return (await isThere(paths.data)) ? 'stopped' : 'absent';
    },
    adopt: (spec) =>
      locked(spec, async () => {
        const pid = await findVmProcess(processOf(qemuPaths(spec)));
        return pid === undefined || controlType === 'stdio' ? undefined : hold(spec, pid);
      }),
    resize: (spec) =>
      locked(spec, () =>
        whileStopped(spec, async () => {
          const { data: file } = qemuPaths(spec);
          await growDisk({ qemu: await qemuOf(), env, file, sizeBytes: spec.dataSizeBytes });
        }),
      ),
    remove: (spec) =>
      locked(spec, async () => {
        const paths = qemuPaths(spec);
        await killVmProcess(processOf(paths));
        await Promise.all(
          [...Object.values(paths), previousSerialLog(paths.serialLog)].map((file) => rm(file, { force: true })),
        );
      }),
  };
}

const holderName = ({ dir }: VmSpec) => `vm-holder:${dir}`;

const startOf = async ({ pidFile }: QemuPaths) => Math.round((await stat(pidFile)).mtimeMs);

async function noControl({ log }: QemuPaths, exit: Exit | undefined, pid: number): Promise<AppFailure> {
  if (!exit) return vmIsThere(pid);
  const ended = exit.signal ? `ended by ${exit.signal}` : `ended with status ${exit.status}`;
  return new AppFailure(qemuFailure(await readFile(log, 'utf8').catch(() => ''), ended));
}
