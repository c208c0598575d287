import { toAppError } from '../../contract/errors.ts';
import type { Connection } from '../docker/connection.ts';
import type { Journal } from '../recreate/journal.ts';
import { isEngineLost } from '../recreate/steps.ts';
import { doStep } from './doStep.ts';
import { type LiveOperation, opposite, stepWords } from './liveOperation.ts';

export interface LiveRun {
  readonly connection: Connection;
  readonly journal: Pick<Journal<LiveOperation>, 'write' | 'remove'>;
  readonly say: (words: string) => void;
}

/**
 * Does the steps to a container that lives, from the one that it stands at. What fails is taken back, in the opposite
 * order, and rejects. Where the engine itself is lost nothing is taken back: the journal has it.
 */
export async function applyLive(run: LiveRun, operation: LiveOperation): Promise<void> {
  const { connection, journal } = run;
  let { at } = operation;
  try {
    for (; at < operation.steps.length; at++) {
      await journal.write({ ...operation, at });
      await doStep(connection, operation.containerId, operation.steps[at]!);
    }
  } catch (thrown) {
    if (isEngineLost(connection, thrown)) throw thrown;
    await takeBack(run, { ...operation, at: at - 1 });
    throw thrown;
  }
  await journal.remove(operation.id);
}

/** From the step that it stands at to the first. What cannot be taken back is said, and stays. */
export async function takeBack({ connection, journal, say }: LiveRun, operation: LiveOperation): Promise<void> {
  for (let { at } = operation; at >= 0; at--) {
    await journal.write({ ...operation, at, isGoingBack: true });
    const step = opposite(operation.steps[at]!);
    await doStep(connection, operation.containerId, step).catch((thrown: unknown) => {
      if (isEngineLost(connection, thrown)) throw thrown;
      say(`This could not be taken back, when ${stepWords(step)}: ${toAppError(thrown).message}`);
    });
  }
  await journal.remove(operation.id);
}
