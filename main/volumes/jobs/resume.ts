import { rm } from 'node:fs/promises';
import type { Connection } from '../../docker/connection.ts';
import type { VolumesDeps } from '../deps.ts';
import { sweepHelpers } from '../helper/sweepHelpers.ts';
import { letGoOn, unpauseAll } from '../work/paused.ts';
import type { Progress } from '../work/progress.ts';
import type { Work } from '../work/workLog.ts';
import { backupVolume } from './backup.ts';
import { emptyVolume } from './moves.ts';
import { clearUp } from './safety.ts';

/** Goes on with what was cut off, or goes back, as its record says. Rejects, and keeps the record, where it cannot. */
export async function resumeWork(
  deps: VolumesDeps,
  work: Work,
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  const { context, volume: name, kind, again } = work.record;
  try {
    const connection = await deps.getConnection(context, signal);
    // Helpers that the engine lost sight of have the volumes that are to be removed.
    await sweepHelpers(connection, deps.store.earlierRuns);
    await clearPart(connection, work);
    if (kind === 'restore' || kind === 'copy' || kind === 'rename')
      return await clearUp(connection, work, progress, 'undo');
    if (kind === 'backup' && again) {
      await backupVolume(deps, { context, name, ...again }, progress, signal);
    } else if (kind === 'empty') {
      await emptyVolume(deps, { context, name }, progress, signal);
    }
    await letGoOn(connection, work);
    await work.end();
  } catch (thrown) {
    await work.leave(work.record.stage);
    throw thrown;
  }
}

/**
 * What can be put right without a choice: the half file goes, containers go on. But not those whose volume may be half
 * of one thing and half of another: they wait until what was in it is back.
 */
export async function clearPart(connection: Connection, work: Work): Promise<void> {
  const { partFile } = work.record;
  if (partFile !== undefined) await rm(partFile, { force: true });
  if (!work.record.isSafe) await unpauseAll(connection, work);
}
