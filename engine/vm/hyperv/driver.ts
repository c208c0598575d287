import { copyFile, mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { AppFailure } from '../../../contract/errors.ts';
import { startSerialLog } from '../boot/serialLog.ts';
import type { GuestParts, RunningVm, VmDriver, VmSpec } from '../driver.ts';
import { diskTooSmall, isThere, vmRuns } from '../failures.ts';
import { withVmLock } from '../lock.ts';
import { checkRoom } from '../requirement.ts';
import type { Env } from '../run.ts';
import { powerShell } from '../windows/powershell.ts';
import { hypervFailure } from './failure.ts';
import { fixedVhd } from './fixedVhd.ts';
import { type AskHyperV, holdHyperV } from './machine.ts';
import { probeHyperV } from './probe.ts';
import * as scripts from './scripts.ts';

export interface HyperVOptions {
  readonly env: Env;
  readonly budgetMs?: number;
  /** The VM’s first serial port; a named pipe, but where there are none to test with. */
  readonly comPort?: (name: string) => string;
}

const BUDGET_MS = 60_000;

interface Paths {
  readonly boot: string;
  readonly root: string;
  readonly data: string;
  readonly config: string;
  readonly serialLog: string;
}

/** VMs of Hyper-V, second generation, steered by PowerShell. They live on when the app ends. */
export function createHyperVDriver(options: HyperVOptions): VmDriver {
  const { env } = options;
  const ask: AskHyperV = async (script, input) => {
    try {
      return await powerShell(script, input, { env });
    } catch (error) {
      throw hypervFailure(error);
    }
  };
  const comPort = options.comPort ?? comPipe;
  const locked = <T>({ dir }: VmSpec, work: () => Promise<T>) => withVmLock(`vm:${dir}`, work);
  const stateOf = async ({ name }: VmSpec) => String(await ask(scripts.STATE, { name }));
  const isOn = (state: string) => state !== 'Absent' && state !== 'Off' && state !== 'Saved';
  const hold = (spec: VmSpec, isAdopted: boolean) =>
    holdHyperV({
      ask,
      name: spec.name,
      comPort: comPort(spec.name),
      serialLog: pathsOf(spec).serialLog,
      isAdopted,
      budgetMs: options.budgetMs ?? BUDGET_MS,
    });

  const create = async (spec: VmSpec) => {
    const paths = pathsOf(spec);
    const { boot, rootVhdx } = formsOf(spec.guest);
    await mkdir(spec.dir, { recursive: true });
    await copyOnce(boot, paths.boot);
    await copyOnce(rootVhdx, paths.root);
    await ask(scripts.CREATE_DATA, { data: paths.data, dataSizeBytes: spec.dataSizeBytes });
  };

  const start = async (spec: VmSpec): Promise<RunningVm> => {
    if (isOn(await stateOf(spec))) throw vmRuns();
    const paths = pathsOf(spec);
    await create(spec);
    const configVhd = path.join(spec.dir, 'config.vhd');
    await writeFile(configVhd, fixedVhd(await readFile(spec.configDisk)), { mode: 0o600 });
    try {
      await ask(scripts.CONVERT_CONFIG, { configVhd, config: paths.config });
    } finally {
      await rm(configVhd, { force: true }); // It holds keys.
    }
    const { name, dir, cpus, memoryBytes } = spec;
    await ask(scripts.DEFINE, { ...paths, name, dir, cpus, memoryBytes, comPort: comPort(name) });
    await removeOldRoots(spec);
    await startSerialLog(paths.serialLog);
    await ask(scripts.START, { name });
    return hold(spec, false);
  };

  return {
    kind: 'hyperv',
    shares: 'none',
    probe: async (spec) => [...(await probeHyperV(env)), ...(spec ? await checkRoom(spec) : [])],
    create: (spec) => locked(spec, () => create(spec)),
    start: (spec) => locked(spec, () => start(spec)),
    state: async (spec) => {
      if (isOn(await stateOf(spec))) return 'running';
      return (await isThere(pathsOf(spec).data)) ? 'stopped' : 'absent';
    },
    adopt: (spec) => locked(spec, async () => (isOn(await stateOf(spec)) ? hold(spec, true) : undefined)),
    resize: (spec) =>
      locked(spec, async () => {
        if (isOn(await stateOf(spec))) throw vmRuns();
        const { data } = pathsOf(spec);
        const hasBytes = Number(await ask(scripts.DATA_SIZE, { data }));
        if (hasBytes > spec.dataSizeBytes) throw diskTooSmall(hasBytes);
        if (hasBytes < spec.dataSizeBytes) await ask(scripts.RESIZE, { data, dataSizeBytes: spec.dataSizeBytes });
      }),
    remove: (spec) =>
      locked(spec, async () => {
        await ask(scripts.REMOVE, { name: spec.name });
        const own = /^(boot-.*|root-.*|data|config)\.vhdx$|^serial\.log/;
        const files = await readdir(spec.dir).catch(() => []);
        for (const file of files.filter((one) => own.test(one))) await rm(path.join(spec.dir, file), { force: true });
      }),
  };
}

/** Hyper-V itself listens on it while the VM is on. */
export const comPipe = (name: string): string => `\\\\.\\pipe\\${name}-com1`;

function pathsOf({ dir, guest }: VmSpec): Paths {
  const inDir = (name: string) => path.join(dir, name);
  return {
    boot: inDir(`boot-${guest.version}.vhdx`),
    root: inDir(`root-${guest.version}.vhdx`),
    data: inDir('data.vhdx'),
    config: inDir('config.vhdx'),
    serialLog: inDir('serial.log'),
  };
}

/** Hyper-V opens disks for writing and changes who may read them, so the app’s own files are not given to it. */
async function copyOnce(from: string, to: string): Promise<void> {
  if (await isThere(to)) return;
  await copyFile(from, `${to}.new`);
  await rename(`${to}.new`, to);
}

/** The newest two stay: the previous root boots again when the new one does not. */
async function removeOldRoots(spec: VmSpec): Promise<void> {
  for (const kind of ['boot', 'root'] as const) {
    const current = path.basename(pathsOf(spec)[kind]);
    const files = (await readdir(spec.dir)).filter(
      (one) => one.startsWith(`${kind}-`) && one.endsWith('.vhdx') && one !== current,
    );
    const dated = await Promise.all(
      files.map(async (one) => ({ one, at: (await stat(path.join(spec.dir, one))).mtimeMs })),
    );
    for (const { one } of dated.sort((a, b) => b.at - a.at).slice(1))
      await rm(path.join(spec.dir, one), { force: true });
  }
}

function formsOf({ boot, rootVhdx }: GuestParts) {
  if (boot && rootVhdx) return { boot, rootVhdx };
  throw new AppFailure({
    code: 'not-found',
    message: 'This guest has no form that Hyper-V can start.',
    hint: 'Install Gantry again.',
  });
}
