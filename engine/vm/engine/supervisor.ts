import { setTimeout as delay } from 'node:timers/promises';
import { AppFailure, isCancelled, toAppError } from '../../../contract/errors.ts';
import { MAX_ATTEMPTS, STABLE_MS, backoffMs } from '../../lifecycle/backoff.ts';
import type { EngineEvent } from '../../lifecycle/transition.ts';
import { getVersion, watchEngine } from '../../native/engineApi.ts';
import { readLogTail } from '../../native/log.ts';
import type { KeyPair } from '../../ssh/index.ts';
import { startNewest } from '../versions/startNewest.ts';
import { openGuestVersions, type RefusedVersion } from '../versions/versions.ts';
import type { RunningVm, VmDriver, VmEnd, VmSpec } from '../driver.ts';
import { ownGuest } from './guestParts.ts';
import type { GuestService } from './guestService.ts';
import { cancelled, deafGuest, endedVm, guestCause, linkCause, passedOverWarning, silentEngine } from './causes.ts';
import { ownKey } from './identity.ts';
import type { VmEnginePaths } from './paths.ts';
import { watchSerial } from './serialWatch.ts';
import { type Session, failureOf, lastWords, openSession } from './session.ts';
import { REMOVALS, TRIM, createTrimmer, trimNow } from './trim.ts';

export interface Machine {
  readonly driver: VmDriver;
  readonly spec: VmSpec;
}

export interface VmSupervisorOptions {
  readonly paths: VmEnginePaths;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly dispatch: (event: EngineEvent) => void;
  /** With the guest of the app, or of the folder that is named. Rejects when there is none. */
  readonly machine: (guestDir?: string) => Promise<Machine>;
  /** Makes what a start needs. */
  readonly prepare: (machine: Machine) => Promise<KeyPair>;
  readonly engineBudgetMs?: number;
  readonly services?: readonly GuestService[];
  /** Called when the engine's socket is about to be opened: who listens in its place leaves it. */
  readonly makeWay?: () => void;
}

export interface VmSupervisor {
  /** What runs and is held; its engine may not answer. */
  readonly session: Session | undefined;
  /** True when the VM of this folder runs and its engine answers; it is looked after from then on. */
  adopt(): Promise<boolean>;
  /** What was found cannot be adopted: says so, and looks again from time to time. */
  block(error: unknown): Promise<void>;
  launch(): Promise<void>;
  /** Calls off a launch that is under way. */
  callOff(): void;
  stop(): Promise<void>;
  /** Lets go; the VM runs on. */
  close(): Promise<void>;
}

const LOG_TAIL = 60;
/** dockerd gives its containers their time, and writes out what is due. */
const STOP_GRACE_MS = 60_000;
/** One that did not come up has little to end. */
const ABANDON_GRACE_MS = 10_000;
const TRIM_AT_STOP_MS = 20_000;
const SILENT_RETRY_MS = 5_000;
/** How long an engine that was there may be away: dockerd is started again in the guest by itself. */
const AWAY_MS = 20_000;
/** How long one that was told to be away is asked whether it is back. */
const ANSWER_MS = 10_000;

/** Keeps one VM with its engine running that is wanted: what ends is started again a few times, each later than the last. */
export function createVmSupervisor(options: VmSupervisorOptions): VmSupervisor {
  const { paths, env, dispatch, machine, prepare, engineBudgetMs, services = [], makeWay = () => {} } = options;
  let session: Session | undefined;
  let unwatch = () => {};
  let retry: NodeJS.Timeout | undefined;
  let launching: AbortController | undefined;
  let attempt = 1;
  let isWanted = false;
  let isClosed = false;
  /** Why the guest said that its engine does not run: no guess of ours takes its place. */
  let named: AppFailure | undefined;
  let regaining: Session | undefined;
  let lastSerialLog: string | undefined;

  // One thing at a time is done to the VM; a start that is due by itself waits for what a person asked for.
  let busy: Promise<unknown> = Promise.resolve();
  const exclusive = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = busy.then(work);
    busy = turn.catch(() => {});
    return turn;
  };

  const forget = () => {
    unwatch();
    unwatch = () => {};
    clearTimeout(retry);
    retry = undefined;
  };

  const fail = async (error: unknown, { type = 'fail', isFinal = false }: Failing = {}) => {
    const cause = toAppError(error);
    const mayRetry = !isFinal && attempt <= MAX_ATTEMPTS && !isClosed;
    const waitMs = cause.code === 'conflict' ? SILENT_RETRY_MS : backoffMs(attempt);
    const logTail = await serialTail(session?.vm.serialLog ?? lastSerialLog);
    dispatch({ type, cause, logTail, ...(mayRetry && { retryAt: Date.now() + waitMs }) });
    if (!mayRetry) return;
    clearTimeout(retry);
    retry = setTimeout(() => unattended(exclusive(again)), waitMs);
    retry.unref();
  };

  /** Nobody waits for it: what goes wrong is told as the engine's state. */
  const unattended = (work: Promise<void>) => {
    work.catch((error: unknown) => (isClosed || isCancelled(error) ? undefined : fail(error))).catch(() => {});
  };

  const again = async () => {
    if (isClosed || launching || session) return;
    if (await adopt()) return;
    if (!isWanted) return;
    attempt += 1;
    await launchOnce();
  };

  /** Speaks to a VM that was started or found, and looks after it. */
  const enter = async (
    vm: RunningVm,
    { spec, driver }: Machine,
    key: KeyPair,
    signal: AbortSignal,
    passedOver?: RefusedVersion,
  ): Promise<void> => {
    lastSerialLog = vm.serialLog;
    const serial = new AbortController();
    const { failed, fail: giveUp } = failureOf();
    const onStage = (name: string) => dispatch({ type: 'stage', name, at: Date.now() });
    const onFailed = (failure: Parameters<typeof guestCause>[0]) => {
      const cause = new AppFailure(guestCause(failure));
      giveUp(cause);
      if (session?.vm !== vm) return;
      named = cause;
      unattended(fail(cause, { isFinal: true })); // It is tried on in the guest; when it answers again, that is seen.
      unattended(regain(session, true));
    };
    watchSerial(vm.serialLog, vm.isAdopted, { onStage, onFailed }, serial.signal).catch(() => {});
    try {
      const opened = await openSession(vm, {
        ...{ paths, env, key, signal, onStage, failed, shares: spec.shares, sharing: driver.shares, services, makeWay },
        ...(engineBudgetMs !== undefined && { budgetMs: engineBudgetMs }),
      });
      const close = async () => {
        serial.abort();
        await opened.close();
      };
      const warnings = [...opened.warnings, ...(passedOver ? [passedOverWarning(passedOver)] : [])];
      session = { ...opened, warnings, close };
    } catch (error) {
      serial.abort();
      throw error;
    }
    named = undefined;
    look(session);
    void vm.ended.then((end) => unattended(onEnded(vm, end)));
  };

  const look = (held: Session) => {
    forget();
    const { vm, version, link } = held;
    dispatch({ type: 'answers', pid: vm.pid ?? 0, at: vm.startedAt, isAdopted: vm.isAdopted, version });
    const trimmer = createTrimmer(() => trimNow(link));
    const end = watchEngine(
      paths.socket,
      (action) => action !== 'reload' && trimmer.removed(),
      () => unattended(regain(held)),
      REMOVALS,
    );
    unwatch = () => {
      end();
      trimmer.close();
    };
  };

  /** The stream of events broke: dockerd ended, or the connection was lost, or the VM is about to be gone. */
  const regain = async (held: Session, wasTold = false) => {
    if (regaining === held) return;
    regaining = held;
    const lostAt = Date.now();
    let isTold = wasTold;
    while (session === held && !isClosed) {
      await delay(500);
      const answer = await getVersion(paths.socket, AWAY_MS).catch(() => undefined);
      if (session !== held || isClosed) return;
      if (answer) {
        session = { ...held, version: answer.Version };
        return look(session);
      }
      if (isTold || Date.now() - lostAt < AWAY_MS) continue;
      isTold = true;
      await fail(named ?? (await whySilent(held)), { isFinal: true });
    }
  };

  const onEnded = async (vm: RunningVm, { reason, message }: VmEnd) => {
    if (session?.vm !== vm) return; // It was asked to.
    await leave();
    // Asked for in the guest, or by somebody at the hypervisor.
    if (reason === 'stopped' || !isWanted) return dispatch(STOPPED);
    if (Date.now() - vm.startedAt > STABLE_MS) attempt = 1;
    await fail(endedVm(reason, message));
  };

  const leave = async () => {
    const held = session;
    session = undefined;
    forget();
    await held?.close();
  };

  const launchOnce = async () => {
    const abort = (launching = new AbortController());
    dispatch({ type: 'launch', at: Date.now(), attempt });
    isWanted = true;
    try {
      const found = await machine();
      const own = ownGuest(found.spec.guest);
      await startNewest(own, openGuestVersions(paths.versions), async ({ dir }, passedOver) => {
        await launchWith(dir === own.dir ? found : await machine(dir), abort.signal, passedOver);
      });
    } catch (error) {
      if (!abort.signal.aborted) throw error;
      dispatch(STOPPED);
      throw cancelled();
    } finally {
      launching = undefined;
    }
  };

  const launchWith = async (found: Machine, signal: AbortSignal, passedOver: RefusedVersion | undefined) => {
    let vm: RunningVm | undefined;
    try {
      const key = await prepare(found);
      if (signal.aborted) throw cancelled();
      vm = await found.driver.start(found.spec);
      dispatch({ type: 'stage', name: 'vm', at: Date.now() });
      await enter(vm, found, key, signal, passedOver);
      if (signal.aborted) throw cancelled();
      if (isClosed) await letGo();
    } catch (error) {
      const held = vm;
      if (session) await leave();
      await held?.stop(ABANDON_GRACE_MS).catch(() => held.kill()); // Nothing is left of a start that failed.
      throw signal.aborted ? cancelled() : error;
    }
  };

  /** It runs on, for the next copy of the app. */
  const letGo = async () => {
    const held = session;
    await leave();
    await held?.vm.release();
  };

  const answersNow = async (held: Session): Promise<boolean> => {
    const answer = await getVersion(paths.socket, ANSWER_MS).catch(() => undefined);
    if (!answer || session !== held) return false;
    look(held);
    return true;
  };

  const adopt = async (): Promise<boolean> => {
    if (session) return answersNow(session);
    const found = await machine().catch(() => undefined); // What is missing is a requirement's to say.
    const vm = await found?.driver.adopt(found.spec);
    if (!found || !vm) return false;
    try {
      const { makeKeyPair } = await import('../../ssh/index.ts');
      await enter(vm, found, await ownKey(paths, makeKeyPair), new AbortController().signal);
    } catch (error) {
      await vm.release();
      throw linkCause(error);
    }
    attempt = 1;
    isWanted = true;
    return true;
  };

  const launch = async () => {
    attempt = 1;
    if (session) {
      await stop(); // Its engine does not answer: the VM is started anew.
      dispatch(STOPPED);
    }
    forget();
    try {
      await launchOnce();
    } catch (error) {
      if (!isCancelled(error)) await fail(error, { isFinal: true });
      throw error;
    }
  };

  const stop = async () => {
    isWanted = false;
    const held = session;
    session = undefined; // What is lost from here on is lost because it was asked to go.
    forget();
    dispatch({ type: 'stop' });
    if (!held) {
      const found = await machine().catch(() => undefined);
      const vm = await found?.driver.adopt(found.spec);
      return vm?.stop(STOP_GRACE_MS);
    }
    try {
      await held.link.run(TRIM, { timeoutMs: TRIM_AT_STOP_MS }).catch(() => undefined);
      await held.vm.stop(STOP_GRACE_MS, () => askToStop(held));
    } finally {
      await held.close();
    }
  };

  return {
    get session() {
      return session;
    },
    adopt: () => exclusive(adopt),
    block: (error) => fail(error, { type: 'block' }),
    launch: () => exclusive(launch),
    callOff: () => launching?.abort(),
    stop: () => exclusive(stop),
    close: async () => {
      isClosed = true;
      await letGo();
    },
  };
}

/** Whether it is the engine that does not answer, or nobody in the VM. */
async function whySilent({ link }: Session): Promise<AppFailure> {
  try {
    await link.run('true', { timeoutMs: ANSWER_MS });
  } catch (error) {
    return deafGuest(error);
  }
  return silentEngine(AWAY_MS, await lastWords(link));
}

async function askToStop({ link }: Session): Promise<void> {
  const { status } = await link.run('/usr/sbin/engine-stop', { timeoutMs: 10_000 });
  if (status !== 0) throw new Error(`engine-stop ended with status ${status}.`);
}

interface Failing {
  readonly type?: 'fail' | 'block';
  /** It is not tried again by itself. */
  readonly isFinal?: boolean;
}

const STOPPED: EngineEvent = { type: 'found', isInstalled: true, requirements: [] };

const serialTail = async (file: string | undefined): Promise<readonly string[]> =>
  file === undefined ? [] : (await readLogTail(file, LOG_TAIL)).map((line) => line.replaceAll(/[\r\0]/g, ''));
