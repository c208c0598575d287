import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { toAppError } from '../../contract/errors.ts';
import { backupVolumeCommand } from '../../contract/commands/volumeCommands.ts';
import type { VolumeSchedule } from '../../contract/model/volume.ts';
import type { VolumesDeps } from './deps.ts';
import { sweepHelpers } from './helper/sweepHelpers.ts';
import { backupFileName, backupVolume } from './jobs/backup.ts';
import { clearPart } from './jobs/resume.ts';
import { startVolumeJob } from './jobs/volumeJob.ts';
import { Origins } from './origins.ts';
import { createSchedules, removeSurplus, type Schedules } from './schedule/schedules.ts';
import { VolumeStore } from './store/volumeStore.ts';
import { createWorkLog } from './work/workLog.ts';

export interface Volumes {
  readonly deps: VolumesDeps;
  readonly origins: Origins;
  readonly schedules: Schedules;
  /** Removes what was left behind in an engine; told whenever somebody looks at it. */
  sweep(context: string): void;
  /** Ends what waits, and writes what is not written yet. */
  close(): Promise<void>;
}

interface VolumesOptions extends Omit<VolumesDeps, 'store' | 'work' | 'spoolDir'> {
  /** The app's data folder. */
  readonly dataDir: string;
  readonly now?: () => number;
  readonly firstAfterMs?: number;
}

/** What outlives one request about volumes: records, schedules, and what a crash has left. Must be closed. */
export async function createVolumes({ dataDir, now, firstAfterMs, ...given }: VolumesOptions): Promise<Volumes> {
  const store = await VolumeStore.open(dataDir);
  const work = createWorkLog(store, now);
  const spoolDir = path.join(dataDir, 'volume-archives');
  // Nobody reads from it yet: what is there is from before.
  await clearFolder(spoolDir);
  const deps: VolumesDeps = { ...given, store, work, spoolDir };
  const origins = new Origins(deps.live, store);
  const schedules = createSchedules({
    store,
    begin: (schedule, ended) => beginScheduled(deps, schedule, ended),
    ...(now && { now }),
    ...(firstAfterMs !== undefined && { firstAfterMs }),
  });

  function sweep(context: string) {
    const run = async () => {
      const connection = await deps.getConnection(context);
      await sweepHelpers(connection, deps.store.earlierRuns);
    };
    // It is tried again with the next look.
    run().catch(() => {});
  }

  // Containers that a crash has left paused go on by themselves, as soon as their engine answers.
  for (const { context, id } of store.work) void goOn(deps, context, id).catch(() => {});

  return {
    deps,
    origins,
    schedules,
    sweep,
    async close() {
      schedules.close();
      origins.close();
      await store.save().catch(() => {});
      await rm(spoolDir, { recursive: true, force: true }).catch(() => {});
    },
  };
}

async function goOn(deps: VolumesDeps, context: string, id: string): Promise<void> {
  const release = deps.hold(context);
  try {
    const connection = await deps.getConnection(context);
    await sweepHelpers(connection, deps.store.earlierRuns);
    await deps.work.putRight(id, (work) => clearPart(connection, work));
  } finally {
    release();
  }
}

async function clearFolder(dir: string): Promise<void> {
  for (const name of await readdir(dir).catch(() => [])) await rm(path.join(dir, name), { force: true });
}

export const makeSpoolDir = (dir: string): Promise<unknown> => mkdir(dir, { recursive: true, mode: 0o700 });

function beginScheduled(
  deps: VolumesDeps,
  schedule: VolumeSchedule,
  ended: (failure: string | undefined) => void,
): string {
  const { context, volume, format, folder, pauseContainers, id } = schedule;
  const file = path.join(folder, backupFileName(volume, format, Date.now()));
  const command = backupVolumeCommand(volume, file, format, [], deps.cliArgs(context));
  const title = `Scheduled backup of ${volume}`;
  return startVolumeJob(deps, { title, context, command }, async (progress, _job, signal) => {
    try {
      const input = { context, name: volume, format, folder, pauseContainers, scheduleId: id };
      const backup = await backupVolume(deps, input, progress, signal);
      // Only now: a failed one takes nothing away.
      await removeSurplus(deps.store, deps.store.schedules.get(id) ?? schedule);
      ended(undefined);
      return { type: 'file', name: backup.path ?? backup.fileName, sizeBytes: backup.sizeBytes };
    } catch (thrown) {
      ended(signal.aborted ? 'It was cancelled.' : toAppError(thrown).message);
      throw thrown;
    }
  });
}
