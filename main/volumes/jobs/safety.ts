import { AppFailure } from '../../../contract/errors.ts';
import type { Connection } from '../../docker/connection.ts';
import { openHelper } from '../helper/helperContainer.ts';
import { hasTool } from '../helper/helperImage.ts';
import { emptyByProgram } from '../helper/programs.ts';
import { createVolume, findVolume, removeVolume } from '../volume.ts';
import { letGoOn } from '../work/paused.ts';
import type { Progress } from '../work/progress.ts';
import type { Work } from '../work/workLog.ts';
import { copyContents } from './copyVolume.ts';

/** On the copy of what was in a volume before it was changed; its value is the volume’s name. */
export const SAFETY_LABEL = 'gantry.volume-safety';

/** Copies what is in a volume to another on the same engine, so that it can be brought back. */
export async function keepSafe(
  connection: Connection,
  work: Work,
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  const { volume, id } = work.record;
  const safetyVolume = `${volume.slice(0, 200)}-before-${id.slice(0, 8)}`;
  await work.note({
    safetyVolume,
    stage: 'A copy of the volume was being made; the volume itself was not changed yet.',
    wayOn: 'The copy is removed.',
    isSafe: false,
  });
  const labels = { [SAFETY_LABEL]: volume };
  await createVolume(connection, { name: safetyVolume, driver: 'local', options: {}, labels });
  await copyContents({ connection, name: volume }, { connection, name: safetyVolume }, progress, signal);
  await work.note({ isSafe: true, stage: 'A copy of the volume is kept; nothing else was changed yet.' });
}

/**
 * The end of a piece of work: `clearUp`, of which nothing is thrown. What cannot be done because the engine is away is
 * left in the record, to be taken up: of work that failed the first failure says more, and work that is done is done.
 */
export async function goBack(
  connection: Connection,
  work: Work,
  progress: Progress,
  how: 'undo' | 'done',
): Promise<void> {
  await clearUp(connection, work, progress, how).catch(() =>
    work.leave(`${work.record.stage} Then the engine could not be reached.`),
  );
}

/**
 * `undo`: what was in the volume is put back, and what was made is removed. `done`: only the copy goes. It is not
 * cancelled by what cancelled the work. Rejects where something is left; the record says what.
 */
export async function clearUp(
  connection: Connection,
  work: Work,
  progress: Progress,
  how: 'undo' | 'done',
): Promise<void> {
  const { volume, safetyVolume, madeVolume, isSafe = false } = work.record;
  if (how === 'undo' && safetyVolume !== undefined && isSafe) {
    progress.stage('Putting back what was in the volume');
    await putBack(connection, safetyVolume, volume, progress);
    await work.note({ isSafe: false });
  }
  await letGoOn(connection, work);
  if (how === 'undo' && madeVolume) await removeVolume(connection, madeVolume.name);
  if (safetyVolume !== undefined) await removeVolume(connection, safetyVolume);
  await work.end();
}

async function putBack(connection: Connection, safety: string, volume: string, progress: Progress): Promise<void> {
  const signal = AbortSignal.any([connection.signal]);
  if (!(await findVolume(connection, safety, signal))) throw safetyGone(safety);
  if (hasTool(connection)) {
    const helper = await openHelper(connection, volume, false, signal);
    try {
      await emptyByProgram(helper, signal);
    } finally {
      await helper.close();
    }
  }
  await copyContents({ connection, name: safety }, { connection, name: volume }, progress, signal);
}

const safetyGone = (name: string): AppFailure =>
  new AppFailure({
    code: 'not-found',
    message: `The copy “${name}” of what was in the volume is gone.`,
    hint: 'It was removed by somebody else. Restore the volume from a backup.',
  });
