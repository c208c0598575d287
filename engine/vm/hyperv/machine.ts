import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { type Socket, connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { waitForReady } from '../boot/waitForReady.ts';
import type { RunningVm, SshAddress, VmEnd } from '../driver.ts';
import * as scripts from './scripts.ts';

/** Runs one of our scripts; rejects with `AppFailure`. */
export type AskHyperV = (script: string, input: object) => Promise<unknown>;

export interface HoldHyperV {
  readonly ask: AskHyperV;
  readonly name: string;
  readonly comPort: string;
  readonly serialLog: string;
  readonly isAdopted: boolean;
  readonly budgetMs: number;
}

const PIPE_MS = 10_000;
/** How long after its pipe a VM may still be on: it is asked again and again until then. */
const OFF_MS = 15_000;
const TURN_OFF_MS = 15_000;

/** A VM that is on. Its serial port is a pipe that Hyper-V closes when it is off: the only thing that tells without asking. */
export async function holdHyperV(held: HoldHyperV): Promise<RunningVm> {
  const { ask, name, serialLog } = held;
  let isAskedFor = false;
  let isReleased = false;
  let sshAddress: SshAddress | undefined;
  const log = createWriteStream(serialLog, { flags: 'a', mode: 0o600 });
  log.on('error', () => {}); // A full disk: the VM is worth more than its log.
  let pipe: Socket | undefined = await openPipe(held.comPort);

  const follow = async (): Promise<VmEnd> => {
    const giveUpAt = () => Date.now() + OFF_MS;
    let until = giveUpAt();
    for (;;) {
      if (pipe) {
        await drain(pipe, log);
        pipe = undefined;
        until = giveUpAt();
      }
      if (isReleased) return new Promise(() => {});
      const state = String(await ask(scripts.STATE, { name }).catch(() => 'Unknown'));
      if (state === 'Off' || state === 'Absent') break;
      if (Date.now() > until)
        await delay(5_000, undefined, { ref: false }); // On, without its pipe: not asked too often.
      else await delay(200, undefined, { ref: false });
      pipe = state === 'Unknown' ? undefined : await openPipe(held.comPort, 0);
    }
    log.end();
    return isAskedFor
      ? { reason: 'stopped' }
      : { reason: 'crashed', message: 'the VM is off though nobody asked for it' };
  };
  const ended = follow();
  const endsWithin = (ms: number) => Promise.race([ended.then(() => true), delay(ms, false, { ref: false })]);
  const kill = async () => {
    isAskedFor = true;
    await ask(scripts.TURN_OFF, { name });
    if (!isReleased) await endsWithin(TURN_OFF_MS);
  };

  return {
    startedAt: held.isAdopted ? Math.round((await stat(serialLog)).birthtimeMs) : Date.now(),
    isAdopted: held.isAdopted,
    serialLog,
    get sshAddress() {
      return sshAddress;
    },
    ended,
    ready: async (signal) => {
      const ready = await waitForReady({ serialLog, ended, budgetMs: held.budgetMs }, signal);
      const [host] = ready.addresses;
      if (host) sshAddress = { type: 'tcp', host, port: 22 };
      return ready;
    },
    pause: async () => void (await ask(scripts.PAUSE, { name })),
    resume: async () => void (await ask(scripts.RESUME, { name })),
    stop: async (graceMs, askGuest) => {
      isAskedFor = true;
      const byService = async () => void (await ask(scripts.SHUT_DOWN, { name }));
      void (askGuest ? askGuest().catch(byService) : byService()).catch(() => {});
      if (!(await endsWithin(graceMs))) await kill();
    },
    kill,
    release: async () => {
      isReleased = true;
      pipe?.destroy();
      log.end();
    },
  };
}

/** Undefined when it is not there in time; the VM runs without it, only unheard. */
async function openPipe(address: string, waitMs = PIPE_MS): Promise<Socket | undefined> {
  const giveUpAt = Date.now() + waitMs;
  for (;;) {
    const socket = await new Promise<Socket | undefined>((resolve) => {
      const trying = connect(address);
      trying.once('connect', () => resolve(trying));
      trying.once('error', () => resolve(undefined));
    });
    if (socket || Date.now() > giveUpAt) return socket;
    await delay(50);
  }
}

/** Into the log, until the pipe is closed. */
const drain = (pipe: Socket, log: NodeJS.WritableStream): Promise<void> =>
  new Promise((resolve) => {
    pipe.on('data', (chunk: Buffer) => void log.write(chunk));
    pipe.on('error', () => {});
    pipe.once('close', () => resolve());
  });
