import { appendFile, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { AppFailure } from '../../../contract/errors.ts';
import { startSerialLog } from '../boot/serialLog.ts';
import { waitForReady } from '../boot/waitForReady.ts';
import type { RunningVm, SshAddress, VmDriver, VmEnd, VmSpec } from '../driver.ts';
import { vmRuns } from '../failures.ts';
import { type LaunchedVm, launchVm } from '../launch.ts';
import { withVmLock } from '../lock.ts';
import { checkRoom } from '../requirement.ts';
import type { Env } from '../run.ts';
import { pathInWsl } from './path.ts';
import { probeWsl } from './probe.ts';
import { WSL, hasName, listDistributions, wsl } from './wsl.ts';

export interface WslOptions {
  readonly env: Env;
  readonly budgetMs?: number;
}

const BUDGET_MS = 60_000;
const END_MS = 10_000;
const APPEAR_MS = 30_000;

/**
 * The guest as a distribution of WSL2. Its data is in a second one, so that a new root never touches it. Kernel, memory and
 * network are those of WSL, shared with the person’s other distributions.
 */
export function createWslDriver({ env, budgetMs = BUDGET_MS }: WslOptions): VmDriver {
  const locked = <T>({ dir }: VmSpec, work: () => Promise<T>) => withVmLock(`vm:${dir}`, work);
  const isRunning = async ({ name }: VmSpec) => hasName(await listDistributions(env, 'running'), name);

  const create = async (spec: VmSpec) => {
    const there = await listDistributions(env, 'all');
    const root = path.join(spec.dir, 'root');
    const version = path.join(spec.dir, 'root-version');
    const isCurrent = (await readFile(version, 'utf8').catch(() => '')) === spec.guest.version;
    // A root of another version is put in the place of the old one: nothing of the person’s is in it.
    if (hasName(there, rootName(spec)) && !isCurrent) await wsl(['--unregister', rootName(spec)], env);
    if (!hasName(there, rootName(spec)) || !isCurrent) await importRoot(spec, rootName(spec), root);
    if (!hasName(there, dataName(spec))) await importRoot(spec, dataName(spec), path.join(spec.dir, 'data'));
    await writeFile(version, spec.guest.version);
  };
  const importRoot = async (spec: VmSpec, name: string, location: string) => {
    await mkdir(location, { recursive: true });
    await wsl(['--import', name, location, rootTar(spec), '--version', '2'], env);
  };

  const start = async (spec: VmSpec): Promise<RunningVm> => {
    if (await isRunning(spec)) throw vmRuns();
    const config = pathInWsl(spec.configDisk);
    await create(spec);
    const data = `/mnt/wsl/${dataName(spec)}`;
    for (const command of [
      ['mkdir', '-p', data],
      ['mount', '--bind', '/var/lib', data],
    ])
      await wsl(inside(dataName(spec), command), env);
    const serialLog = serialLogOf(spec);
    await startSerialLog(serialLog);
    const init = inside(rootName(spec), ['/sbin/engine-init', config, data]);
    const launched = await launchVm({ file: WSL, args: [] }, init, { env, cwd: spec.dir, log: serialLog });
    await appears(spec, launched);
    return machine(spec, launched, false);
  };

  /** WSL takes a moment to begin; until then a second start would think that nothing runs. */
  const appears = async (spec: VmSpec, launched: LaunchedVm) => {
    const giveUpAt = Date.now() + APPEAR_MS;
    const hasEnded = launched.exit.then(() => true);
    while (Date.now() < giveUpAt && !(await isRunning(spec))) {
      if (await Promise.race([hasEnded, delay(100, false)])) return;
    }
  };

  /** A program in it that does nothing ends when it does: nothing else tells. */
  const adopt = async (spec: VmSpec): Promise<RunningVm | undefined> => {
    if (!(await isRunning(spec))) return undefined;
    const watcher = inside(rootName(spec), ['sleep', '2147483647']);
    const log = path.join(spec.dir, 'wsl.log');
    return machine(spec, await launchVm({ file: WSL, args: [] }, watcher, { env, cwd: spec.dir, log }), true);
  };

  const machine = async (spec: VmSpec, launched: LaunchedVm, isAdopted: boolean): Promise<RunningVm> => {
    const serialLog = serialLogOf(spec);
    let isAskedFor = false;
    let isReleased = false;
    let sshAddress: SshAddress | undefined;
    const ended = launched.exit.then(({ status }): VmEnd | Promise<VmEnd> => {
      if (isReleased) return new Promise(() => {});
      if (isAskedFor || status === 0) return { reason: 'stopped' };
      return { reason: 'crashed', message: `the guest’s first program ended with status ${status}` };
    });
    const endsWithin = (ms: number) => Promise.race([ended.then(() => true), delay(ms, false, { ref: false })]);
    /** What it started in the distribution goes with it; the data’s own distribution as well, which nobody else uses. */
    const kill = async () => {
      isAskedFor = true;
      if (isAdopted) await launched.kill(); // First: beginning only now, it would start the distribution again.
      for (const name of [rootName(spec), dataName(spec)]) await wsl(['--terminate', name], env);
      if (!isReleased && !(await endsWithin(END_MS))) await launched.kill();
    };
    return {
      pid: launched.pid,
      startedAt: isAdopted ? Math.round((await stat(serialLog)).birthtimeMs) : Date.now(),
      isAdopted,
      serialLog,
      get sshAddress() {
        return sshAddress;
      },
      ended,
      ready: async (signal) => {
        const ready = await waitForReady({ serialLog, ended, budgetMs }, signal);
        const [host] = ready.addresses;
        if (host) sshAddress = { type: 'tcp', host, port: 22 };
        return ready;
      },
      stop: async (graceMs, askGuest) => {
        isAskedFor = true;
        const ask = askGuest ?? (async () => void (await wsl(inside(rootName(spec), ['/usr/sbin/engine-stop']), env)));
        void ask().catch((error: Error) => appendFile(serialLog, `${error.message}\n`));
        await endsWithin(graceMs);
        await kill(); // Also after a clean end: WSL keeps a distribution for a while in which nothing runs.
      },
      kill,
      release: async () => {
        isReleased = true;
        if (isAdopted) await launched.kill();
      },
    };
  };

  return {
    kind: 'wsl2',
    shares: 'drvfs',
    probe: async (spec) => [...(await probeWsl(env)), ...(spec ? await checkRoom(spec) : [])],
    create: (spec) => locked(spec, () => create(spec)),
    start: (spec) => locked(spec, () => start(spec)),
    state: async (spec) => {
      if (await isRunning(spec)) return 'running';
      return hasName(await listDistributions(env, 'all'), dataName(spec)) ? 'stopped' : 'absent';
    },
    adopt: (spec) => locked(spec, () => adopt(spec)),
    resize: (spec) =>
      locked(spec, async () => {
        if (await isRunning(spec)) throw vmRuns();
        const megabytes = String(Math.floor(spec.dataSizeBytes / 2 ** 20));
        await wsl(['--manage', dataName(spec), '--resize', `${megabytes}MB`], env);
      }),
    remove: (spec) =>
      locked(spec, async () => {
        const there = await listDistributions(env, 'all');
        for (const name of [rootName(spec), dataName(spec)])
          if (hasName(there, name)) await wsl(['--unregister', name], env);
        for (const file of ['serial.log', 'serial.log.before', 'wsl.log', 'root-version'])
          await rm(path.join(spec.dir, file), { force: true });
      }),
  };
}

/** Runs a program with these very arguments: `--exec` is the form without a shell. */
const inside = (name: string, command: readonly string[]): readonly string[] => [
  ...['--distribution', name, '--user', 'root', '--exec'],
  ...command,
];

const rootName = ({ name }: VmSpec) => name;
const dataName = ({ name }: VmSpec) => `${name}-data`;
const serialLogOf = ({ dir }: VmSpec) => path.join(dir, 'serial.log');

function rootTar({ guest }: VmSpec): string {
  if (guest.rootTar) return guest.rootTar;
  throw new AppFailure({
    code: 'not-found',
    message: 'This guest has no form that WSL can take.',
    hint: 'Install Gantry again.',
  });
}
