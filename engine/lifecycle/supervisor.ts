import { AppFailure, isCancelled, toAppError } from '../../contract/errors.ts';
import { findContainerd } from '../native/containerd.ts';
import type { DaemonDriver, Running } from '../native/daemon.ts';
import { watchEngine } from '../native/engineApi.ts';
import type { Installation } from '../native/installation.ts';
import { readLogTail, rotateLog } from '../native/log.ts';
import type { EnginePaths } from '../native/paths.ts';
import { readRecord, updateRecord } from '../native/record.ts';
import { MAX_ATTEMPTS, STABLE_MS, backoffMs } from './backoff.ts';
import { startSafely } from './startSafely.ts';
import type { EngineEvent } from './transition.ts';

/** Lines of the log that go with a failure. */
const LOG_TAIL = 60;
/** How often an engine that runs is looked at for what no event tells: an adopted containerd's end, a log grown long. */
const CARE_MS = 60_000;
/** How often an engine that is there but silent is tried again; each time it has a while to answer. */
const SILENT_RETRY_MS = 5_000;

export interface Supervisor {
  /** True when an engine of this folder runs; it is watched from then on. Rejects when its process is there but silent. */
  adopt(): Promise<boolean>;
  /** What was found cannot be adopted: says so, and looks again from time to time. */
  block(error: unknown): Promise<void>;
  /** Rejects with why it did not start; with `cancelled` when that was called off. */
  launch(): Promise<void>;
  /** Calls off a launch that is under way. */
  callOff(): void;
  stop(): Promise<void>;
  /** Gives up a restart that is due. */
  rest(): void;
  /** Stops watching; what runs keeps running. */
  close(): void;
}

export interface SupervisorOptions {
  readonly driver: DaemonDriver;
  readonly paths: EnginePaths;
  readonly dispatch: (event: EngineEvent) => void;
  readonly locked: <T>(work: () => Promise<T>) => Promise<T>;
  readonly installation: () => Installation | undefined;
}

/** Keeps one engine running that is wanted: sees it end, and starts it again a few times, each later than the last. */
export function createSupervisor({ driver, paths, dispatch, locked, installation }: SupervisorOptions): Supervisor {
  let unwatch: (() => void) | undefined;
  let retry: NodeJS.Timeout | undefined;
  let care: NodeJS.Timeout | undefined;
  let launching: AbortController | undefined;
  let attempt = 1;
  let isClosed = false;

  const forget = () => {
    unwatch?.();
    clearTimeout(retry);
    clearInterval(care);
    unwatch = retry = care = undefined;
  };

  const watch = (running: Running, isAdopted: boolean) => {
    forget();
    if (isClosed) return;
    const { pid, version, startedAt } = running;
    const follow = () => {
      unwatch = watchEngine(
        paths.socket,
        () => {},
        () => unattended(onLost(running, follow)),
      );
    };
    follow();
    care = setInterval(lookAfterSoon, CARE_MS);
    care.unref();
    void running.containerdEnded?.then(lookAfterSoon, () => {});
    dispatch({ type: 'answers', pid, at: startedAt, isAdopted, version });
  };

  /** The event stream broke: the engine ended, or only the stream did. */
  const onLost = async (running: Running, follow: () => void) => {
    await new Promise((resolve) => setTimeout(resolve, 100)); // Its process ends a moment after its connections.
    if (isClosed || !unwatch) return;
    if (await driver.isAlive()) {
      retry = setTimeout(follow, 1_000);
      return;
    }
    forget();
    await onEnded(running);
  };

  const onEnded = async (running: Running) => {
    const { isWanted } = await readRecord(paths.record);
    if (!isWanted) return dispatch({ type: 'found', isInstalled: true, requirements: [] });
    if (Date.now() - running.startedAt > STABLE_MS) attempt = 1;
    await failed(
      new AppFailure({
        code: 'unexpected',
        message: `The engine ended unexpectedly (process ${running.pid}).`,
        hint: 'It is started again by itself; its log says what it did last.',
        detail: (await running.ended) ?? 'adopted: its exit status is not known',
      }),
    );
  };

  const failed = async (error: unknown, type: 'fail' | 'block' = 'fail') => {
    const mayRetry = attempt <= MAX_ATTEMPTS && !isClosed;
    const cause = toAppError(error);
    const waitMs = cause.code === 'conflict' ? SILENT_RETRY_MS : backoffMs(attempt);
    dispatch({
      type,
      cause,
      logTail: await readLogTail(paths.log, LOG_TAIL),
      ...(mayRetry && { retryAt: Date.now() + waitMs }),
    });
    if (!mayRetry) return;
    clearTimeout(retry);
    retry = setTimeout(() => unattended(again()), waitMs);
    retry.unref();
  };

  /** Nobody waits for it: what goes wrong is told as the engine's state. */
  const unattended = (work: Promise<void>) => {
    work.catch((error: unknown) => (isClosed ? undefined : failed(error))).catch(() => {});
  };

  const again = async () => {
    try {
      await locked(async () => {
        if (isClosed || !(await readRecord(paths.record)).isWanted) return;
        if (await supervisor.adopt()) return;
        attempt += 1;
        await launchOnce();
      });
    } catch (error) {
      if (!isClosed && !isCancelled(error)) await failed(error);
    }
  };

  const launchOnce = async () => {
    const installed = installation();
    if (!installed) return;
    launching = new AbortController();
    dispatch({ type: 'launch', at: Date.now(), attempt });
    try {
      await updateRecord(paths.record, { isWanted: true });
      watch(await startSafely(driver, paths, installed, launching.signal), false);
    } catch (error) {
      if (isCancelled(error)) dispatch({ type: 'found', isInstalled: true, requirements: [] });
      throw error;
    } finally {
      launching = undefined;
    }
  };

  const lookAfter = async () => {
    await rotateLog(paths.log);
    const installed = installation();
    if (isClosed || !unwatch || !installed || (await findContainerd(paths))) return;
    await locked(async () => {
      if (!(await readRecord(paths.record)).isWanted || !(await driver.isAlive())) return;
      const launched = await driver.reviveContainerd(installed);
      void launched?.ended.then(lookAfterSoon, () => {});
    });
  };

  /** What fails now is tried again by the next look. */
  const lookAfterSoon = () => {
    lookAfter().catch(() => {});
  };

  const supervisor: Supervisor = {
    adopt: async () => {
      const running = await driver.find();
      if (!running) return false;
      attempt = 1;
      watch(running, true);
      return true;
    },
    block: (error) => failed(error, 'block'),
    callOff: () => launching?.abort(),
    launch: async () => {
      forget();
      attempt = 1;
      try {
        await launchOnce();
      } catch (error) {
        if (!isCancelled(error))
          dispatch({ type: 'fail', cause: toAppError(error), logTail: await readLogTail(paths.log, LOG_TAIL) });
        throw error;
      }
    },
    stop: async () => {
      forget();
      dispatch({ type: 'stop' });
      await updateRecord(paths.record, { isWanted: false });
      await driver.stop();
    },
    rest: forget,
    close: () => {
      isClosed = true;
      forget();
    },
  };
  return supervisor;
}
