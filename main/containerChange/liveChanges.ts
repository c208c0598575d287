import { randomBytes } from 'node:crypto';
import { AppFailure, toAppError } from '../../contract/errors.ts';
import type { JobResult } from '../../contract/model/job.ts';
import type { Connection, GetConnection } from '../docker/connection.ts';
import type { JobHandle, Jobs } from '../jobs/jobs.ts';
import { engineIdOf } from '../recreate/engineId.ts';
import type { Journal } from '../recreate/journal.ts';
import { nameOf } from '../recreate/made.ts';
import { createRecovery } from '../recreate/recovery.ts';
import { isEngineLost } from '../recreate/steps.ts';
import { inspectIfThere } from '../recreate/world.ts';
import { applyLive, takeBack } from './applyLive.ts';
import { type LiveOperation, stepWords } from './liveOperation.ts';
import type { LiveStep } from './liveSteps.ts';

interface LiveChangesDeps {
  readonly journal: Journal<LiveOperation>;
  readonly getConnection: GetConnection;
  readonly hold: (context: string) => () => void;
  readonly jobs: Jobs;
  /** Told of a container that is as it is to be, or as it was. */
  readonly onSettled?: (connection: Connection, id: string) => Promise<unknown>;
}

interface Wanted {
  readonly title: string;
  readonly containerId: string;
  readonly name: string;
  readonly steps: readonly LiveStep[];
}

/** Changes of containers that go on running: several requests, of which a death in between forgets none. */
export interface LiveChanges {
  /** Does them all, or none. Of an engine that is lost meanwhile they go on later, as a job. */
  apply(connection: Connection, wanted: Wanted, say: (words: string) => void): Promise<void>;
  /** Throws `conflict` for one whose change has not ended. */
  refuseBusy(connection: Connection, containerId: string): Promise<void>;
  /** Takes up what an earlier run of the app left unfinished. */
  begin(): Promise<void>;
  close(): void;
}

export function createLiveChanges({ journal, getConnection, jobs, hold, onSettled }: LiveChangesDeps): LiveChanges {
  /** Being worked on by this process. */
  const running = new Set<string>();
  const recovery = createRecovery({
    getConnection,
    hold,
    async takeUp(connection) {
      const engineId = await engineIdOf(connection);
      for (const left of await journal.readAll()) {
        const isHere = left.context === connection.context && left.engineId === engineId;
        if (isHere && !running.has(left.id)) await takeUpOne(connection, left);
      }
    },
  });

  function takeUpOne(connection: Connection, operation: LiveOperation): Promise<void> {
    running.add(operation.id);
    const title = `${operation.title}: after an interruption`;
    return new Promise((resolve, reject) => {
      jobs.start({ kind: 'change', title, context: operation.context }, async (job) => {
        try {
          const result = await bringToAnEnd(connection, operation, job);
          resolve();
          return result;
        } catch (thrown) {
          if (isEngineLost(connection, thrown)) reject(thrown as Error);
          else resolve();
          throw thrown;
        } finally {
          running.delete(operation.id);
        }
      });
    });
  }

  /** On, since that is what the person asked for; back where it was going back. */
  async function bringToAnEnd(connection: Connection, operation: LiveOperation, job: JobHandle) {
    const { containerId, steps, at, isGoingBack } = operation;
    const container = await inspectIfThere(connection, containerId);
    const stopped = stepWords(steps[at]);
    if (!container) {
      await journal.remove(operation.id);
      job.update({ message: `“${operation.name}” was removed meanwhile: there is nothing to do` });
      return undefined;
    }
    const say = (words: string) => {
      job.log(words);
      job.update({ message: words });
    };
    const run = { connection, journal, say: (words: string) => job.log(words) };
    say(
      `It was interrupted when ${isGoingBack ? 'it was going back and ' : ''}${stopped}: it goes ${isGoingBack ? 'back' : 'on'}`,
    );
    if (isGoingBack) await takeBack(run, operation);
    else await applyLive(run, operation);
    await onSettled?.(connection, containerId).catch(() => undefined); // it is done, whoever hears of it
    const name = nameOf((await inspectIfThere(connection, containerId)) ?? container);
    job.update({
      message: isGoingBack
        ? `“${name}” is as it was: the change had been interrupted`
        : `“${name}” is changed: it had been interrupted when ${stopped}`,
    });
    return { type: 'containers', ids: [containerId], warnings: [] } satisfies JobResult;
  }

  async function refuseBusy(connection: Connection, containerId: string): Promise<void> {
    const engineId = await engineIdOf(connection);
    const left = (await journal.readAll()).find((one) => one.containerId === containerId && one.engineId === engineId);
    if (!left) return;
    recovery.soon(connection.context);
    throw new AppFailure({
      code: 'conflict',
      message: `“${left.name}” is being changed already.`,
      hint: 'Wait until that has ended.',
    });
  }

  return {
    refuseBusy,
    async apply(connection, { title, containerId, name, steps }, say) {
      if (steps.length === 0) return;
      await refuseBusy(connection, containerId);
      const engineId = await engineIdOf(connection);
      const operation: LiveOperation = {
        ...{ version: 1, id: randomBytes(4).toString('hex'), context: connection.context, engineId, title },
        ...{ startedAt: Date.now(), containerId, name, steps: [...steps], at: 0, isGoingBack: false },
      };
      running.add(operation.id);
      try {
        await applyLive({ connection, journal, say }, operation);
      } catch (thrown) {
        if (!isEngineLost(connection, thrown)) throw thrown;
        throw await interrupted(operation, thrown);
      } finally {
        running.delete(operation.id);
      }
    },
    async begin() {
      for (const context of new Set((await journal.readAll()).map((one) => one.context))) recovery.soon(context);
    },
    close: recovery.close,
  };

  async function interrupted(operation: LiveOperation, thrown: unknown): Promise<AppFailure> {
    const { at, steps } = (await journal.readAll()).find(({ id }) => id === operation.id) ?? operation;
    // Once this one is no longer counted as worked on.
    setImmediate(() => recovery.soon(operation.context));
    return new AppFailure({
      code: 'engine-unreachable',
      context: operation.context,
      reason: 'closed',
      message: `The engine stopped when ${stepWords(steps[at])}.`,
      hint: 'As soon as it answers, Gantry goes on from there.',
      engineText: toAppError(thrown).message,
    });
  }
}
