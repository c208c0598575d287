import { setTimeout as delay } from 'node:timers/promises';
import { waitForReady } from '../boot/waitForReady.ts';
import type { RunningVm, VmEnd } from '../driver.ts';
import { type VmProcess, isVmProcess, killVmProcess } from '../process.ts';
import { shutdownReason, vmEnd } from './end.ts';
import { addForward, forwardedPort, removeForward } from './forwards.ts';
import type { Exit } from '../launch.ts';
import { type Qmp, type QmpEvent, connectQmp } from './qmp.ts';
import type { Duplex } from 'node:stream';

export interface HoldQemu {
  readonly control: Duplex;
  readonly process: VmProcess;
  readonly pid: number;
  /** Of a child of this process. */
  readonly exit?: Promise<Exit>;
  readonly serialLog: string;
  readonly startedAt: number;
  readonly budgetMs: number;
  /** Called once when nobody of this process holds it any more. */
  readonly onLetGo: () => Promise<void>;
}

/** A guest that is still starting does not hear its power button: it is pressed again. */
const PRESS_MS = 2_000;
/** How long QEMU may take to end when told so, before its process is ended. */
const QUIT_MS = 5_000;
/** How long its process may outlive its control channel. */
const EXIT_MS = 5_000;

/** Takes a QEMU that runs under control. Rejects when it does not answer; it then runs on. */
export async function holdQemu(held: HoldQemu): Promise<RunningVm> {
  let reason: string | undefined;
  let isAskedFor = false;
  let isReleased = false;
  const onEvent = (event: QmpEvent) => void (reason = shutdownReason(event) ?? reason);
  const qmp = await connectQmp(held.control, onEvent);
  const sshPort = forwardedPort(await qmp.monitor('info usernet'), 22);

  const ended = qmp.closed.then(async (): Promise<VmEnd> => {
    if (isReleased) return new Promise(() => {}); // It runs on; nobody here will know.
    const exit = await goneFrom(held);
    await held.onLetGo();
    return vmEnd(reason, exit, isAskedFor);
  });
  const endsWithin = (ms: number) => Promise.race([ended.then(() => true), delay(ms, false, { ref: false })]);
  const kill = async () => {
    isAskedFor = true;
    await killVmProcess(held.process);
    if (!isReleased) await ended;
  };

  return {
    pid: held.pid,
    startedAt: held.startedAt,
    isAdopted: held.exit === undefined,
    serialLog: held.serialLog,
    sshAddress: sshPort === undefined ? undefined : { type: 'tcp', host: '127.0.0.1', port: sshPort },
    ended,
    ready: (signal) => waitForReady({ serialLog: held.serialLog, ended, budgetMs: held.budgetMs }, signal),
    publish: (forward) => addForward(qmp, forward),
    unpublish: (port) => removeForward(qmp, port),
    pause: async () => void (await qmp.execute('stop')),
    resume: async () => void (await qmp.execute('cont')),
    stop: async (graceMs, askGuest) => {
      isAskedFor = true;
      let isTold = false;
      const isOver = async () => isTold || (await endsWithin(PRESS_MS)) || isTold;
      void ask(qmp, askGuest, isOver);
      if (await endsWithin(graceMs)) return;
      isTold = true;
      qmp.execute('quit').catch(() => {}); // Writes what is due to the disk, then ends.
      if (!(await endsWithin(QUIT_MS))) await kill();
    },
    kill,
    release: async () => {
      isReleased = true;
      qmp.close();
      await held.onLetGo();
    },
  };
}

/** The guest is asked in the best way there is; none of it is certain to be heard. */
async function ask(
  qmp: Qmp,
  askGuest: (() => Promise<void>) | undefined,
  isOver: () => Promise<boolean>,
): Promise<void> {
  try {
    await qmp.execute('cont').catch(() => {}); // Halted, it would not hear it.
    if (!askGuest) throw new Error('nobody to ask');
    await askGuest();
  } catch {
    do await qmp.execute('system_powerdown').catch(() => {});
    while (!(await isOver()));
  }
}

/** Resolves when the process is gone, with how it ended if it was a child. One that does not go is ended. */
async function goneFrom({ exit, process, pid }: HoldQemu): Promise<Exit | undefined> {
  const giveUpAt = Date.now() + EXIT_MS;
  if (exit) {
    const first = await Promise.race([exit, delay(EXIT_MS, undefined, { ref: false })]);
    if (first) return first;
  } else {
    while (Date.now() < giveUpAt && (await isVmProcess(process, pid))) await delay(25);
  }
  await killVmProcess(process);
  return exit;
}
