import { AppFailure, toAppError } from '../../contract/errors.ts';
import type { JobResult } from '../../contract/model/job.ts';
import type { Connection, GetConnection } from '../docker/connection.ts';
import type { JobHandle, Jobs } from '../jobs/jobs.ts';
import { Feed } from '../live/feed.ts';
import { engineIdOf } from './engineId.ts';
import type { Journal } from './journal.ts';
import { isKept, type Operation, type Phase } from './operation.ts';
import { PHASE_WORDS } from './phaseWords.ts';
import { planOperation, type Wanted } from './planOperation.ts';
import { planRollBack } from './planRollBack.ts';
import { createRecovery } from './recovery.ts';
import { goBack, goOn, NotPutBack } from './runOperation.ts';
import { isEngineLost, removeOld } from './steps.ts';
import { courseOf, inspectIfThere, look } from './world.ts';

export interface RecreateDeps {
  readonly journal: Journal<Operation>;
  readonly getConnection: GetConnection;
  readonly hold: (context: string) => () => void;
  readonly jobs: Jobs;
  /** Told of the containers that are in their places now. */
  readonly onSettled?: (connection: Connection, ids: readonly string[]) => Promise<void>;
}

export interface Doing {
  readonly say: (words: string) => void;
  readonly signal: AbortSignal;
}

export interface Recreate {
  /** Those that go on or were interrupted, and those whose old container is kept. */
  readonly feed: Feed<Operation>;
  /** Makes a container anew. What fails is undone; of an engine that is lost meanwhile it goes on later, as a job. */
  replace(connection: Connection, wanted: Wanted, doing: Doing): Promise<Operation>;
  /** Gives a kept container its place back; the present one is kept then. Throws `not-found`. */
  rollBack(connection: Connection, id: string, doing: Doing): Promise<Operation>;
  /** Removes a kept container. Its volumes stay: they are the new one’s. */
  drop(connection: Connection, id: string): Promise<void>;
  /** Tries one again that could be brought neither on nor back. */
  retry(id: string): void;
  /** Forgets what is kept of containers that somebody has removed: those that are there are known. */
  forgetGone(connection: Connection, isThere: (containerId: string) => boolean): Promise<void>;
  /** Worked on now, by this process. */
  isRunning(id: string): boolean;
  /** Made, or put back, by a change that is known. */
  isOfApp(containerId: string): boolean;
  /** Aside, or being changed: how it is now is not how it is to be. */
  isPassing(made: { readonly Id: string; readonly Name: string }): boolean;
  /** Takes up what an earlier run of the app left unfinished. */
  begin(): Promise<void>;
  close(): void;
}

export function createRecreate({ journal, getConnection, jobs, ...deps }: RecreateDeps): Recreate {
  const feed = new Feed<Operation>();
  /** Being worked on by this process. */
  const running = new Set<string>();

  const forget = async (id: string) => {
    await journal.remove(id);
    feed.patch([], [id]);
  };
  const runningIn = (connection: Connection, { say, signal }: Doing) => ({
    ...{ connection, journal, say, signal },
    onWritten: (operation: Operation) => feed.patch([operation], []),
  });

  function refuseBusy(ids: readonly string[]) {
    const other = [...feed.values()].find(
      (one) => !isKept(one) && one.members.some(({ oldId, newId }) => ids.includes(oldId) || ids.includes(newId ?? '')),
    );
    if (!other) return;
    throw new AppFailure({
      code: 'conflict',
      message: `“${other.members[0]?.name}” is being changed already.`,
      hint: 'Wait until that has ended.',
    });
  }

  /** To the end: kept, or forgotten. An engine that is lost leaves it to the recovery. */
  async function work(connection: Connection, doing: Doing, operation: Operation): Promise<Operation> {
    running.add(operation.id);
    try {
      const done = await goOn(runningIn(connection, doing), operation);
      await end(connection, done, doing.say);
      return done;
    } catch (thrown) {
      if (isEngineLost(connection, thrown)) {
        recovery.soon(connection.context);
        throw interrupted(feed.get(operation.id) ?? operation, thrown);
      }
      if (!(thrown instanceof NotPutBack)) await forget(operation.id);
      throw thrown;
    } finally {
      running.delete(operation.id);
      tellAgain(operation.id);
    }
  }

  /** Whether it is worked on is no part of it, and has changed. */
  function tellAgain(id: string): void {
    const left = feed.get(id);
    if (left) feed.patch([left], []);
  }

  async function end(connection: Connection, done: Operation, say: (words: string) => void): Promise<void> {
    if (done.keepOld) {
      const members = done.members.map((member) => ({ ...member, recipe: undefined }));
      const kept: Operation = { ...done, members, phase: 'kept', endedAt: Date.now() };
      await journal.write(kept);
      feed.patch([kept], []);
    } else await forget(done.id);
    const inPlace = done.members.flatMap(({ newId }) => newId ?? []);
    await deps.onSettled?.(connection, inPlace).catch(() => undefined); // the change is done, whoever hears of it
    for (const id of done.replaces) {
      const before = feed.get(id);
      if (before) await dropNow(connection, before).catch((thrown: unknown) => say(toAppError(thrown).message));
    }
  }

  async function dropNow(connection: Connection, operation: Operation): Promise<void> {
    for (const { oldId, asideName } of operation.members.toReversed()) {
      const old = await inspectIfThere(connection, oldId);
      // Under another name it is somebody's again.
      if (old && old.Name.replace(/^\//, '') === asideName) await removeOld(connection, oldId);
    }
    await forget(operation.id);
  }

  function keptOne(id: string): Operation {
    const operation = feed.get(id);
    if (operation && isKept(operation)) return operation;
    throw new AppFailure({
      code: 'not-found',
      message: 'The container from before this change is not kept any more.',
      hint: 'The history of the container has its settings.',
    });
  }

  const left = (context: string) =>
    [...feed.values()].filter((one) => one.context === context && !isKept(one) && !running.has(one.id));

  const recovery = createRecovery({
    getConnection,
    hold: deps.hold,
    async takeUp(connection) {
      const engineId = await engineIdOf(connection);
      for (const operation of left(connection.context)) {
        if (operation.engineId === engineId) await recoverOne(connection, operation);
      }
    },
  });

  function recoverOne(connection: Connection, operation: Operation): Promise<void> {
    running.add(operation.id);
    return new Promise((resolve, reject) => {
      const { context, title } = operation;
      jobs.start({ kind: 'change', title: `${title}: after an interruption`, context }, async (job, signal) => {
        try {
          const result = await takeUp(connection, operation, job, signal);
          resolve();
          return result;
        } catch (thrown) {
          if (isEngineLost(connection, thrown)) reject(thrown as Error);
          else resolve();
          throw thrown;
        } finally {
          running.delete(operation.id);
          tellAgain(operation.id);
        }
      });
    });
  }

  async function takeUp(connection: Connection, operation: Operation, job: JobHandle, signal: AbortSignal) {
    const say = sayIn(job);
    const seen = await look(connection, operation);
    const course = courseOf(operation, seen);
    const stopped = PHASE_WORDS[operation.phase as Phase];
    const members = operation.members.map((member, at) => ({ ...member, newId: seen[at]?.fresh?.Id ?? member.newId }));
    const known = { ...operation, members };
    const name = members[0]?.name ?? '';
    const doing = { say, signal };
    if (course === 'nothing') {
      await forget(operation.id);
      job.update({ message: `“${name}” was removed meanwhile: there is nothing to do` });
      return undefined;
    }
    say(`It was interrupted when ${stopped}: it ${course === 'on' ? 'goes on' : 'goes back'}`);
    if (course === 'back') {
      const because = operation.because ?? `it was interrupted when ${stopped}`;
      await goBack(runningIn(connection, doing), { ...known, because });
      await forget(operation.id);
      job.update({ message: `The old “${name}” is as it was: it had been interrupted when ${stopped}` });
      return resultOf(members.map(({ oldId }) => oldId));
    }
    const done = await work(connection, doing, known);
    job.update({ message: `“${name}” is changed: it had been interrupted when ${stopped}` });
    return resultOf(done.members.flatMap(({ newId }) => newId ?? []));
  }

  return {
    feed,
    async replace(connection, wanted, doing) {
      const engineId = await engineIdOf(connection);
      const operation = await planOperation(connection, engineId, wanted);
      refuseBusy(operation.members.map(({ oldId }) => oldId));
      return work(connection, doing, operation);
    },
    async rollBack(connection, id, doing) {
      const kept = keptOne(id);
      const operation = await planRollBack(connection, kept);
      refuseBusy(operation.members.flatMap(({ oldId, newId }) => [oldId, newId ?? '']));
      return work(connection, doing, operation);
    },
    drop: (connection, id) => dropNow(connection, keptOne(id)),
    retry(id) {
      const operation = feed.get(id);
      if (operation) recovery.soon(operation.context);
    },
    async forgetGone(connection, isThere) {
      const engineId = await engineIdOf(connection);
      const kept = [...feed.values()].filter((one) => isKept(one) && one.engineId === engineId);
      for (const { id, members } of kept) if (!isThere(members[0]?.oldId ?? '')) await forget(id);
    },
    isRunning: (id) => running.has(id),
    isOfApp: (containerId) =>
      [...feed.values()].some(({ members }) => members.some(({ newId }) => newId === containerId)),
    isPassing: ({ Id, Name }) =>
      [...feed.values()].some((one) =>
        one.members.some(
          ({ oldId, newId, freshName, asideName }) =>
            Name === `/${freshName}` || Name === `/${asideName}` || (!isKept(one) && (Id === oldId || Id === newId)),
        ),
      ),
    async begin() {
      feed.patch(await journal.readAll(), []);
      for (const context of new Set([...feed.values()].filter((one) => !isKept(one)).map((one) => one.context)))
        recovery.soon(context);
    },
    close: recovery.close,
  };
}

const resultOf = (ids: readonly string[]): JobResult => ({ type: 'containers', ids, warnings: [] });

export const sayIn = (job: JobHandle) => (words: string) => {
  job.log(words);
  job.update({ message: words });
};

function interrupted({ context, phase, isGoingBack }: Operation, thrown: unknown): AppFailure {
  const when = isGoingBack ? 'the old container was being put back' : PHASE_WORDS[phase as Phase];
  return new AppFailure({
    code: 'engine-unreachable',
    context,
    reason: 'closed',
    message: `The engine stopped when ${when}.`,
    hint: 'As soon as it answers, Gantry goes on from there, or puts the old container back.',
    engineText: toAppError(thrown).message,
  });
}
