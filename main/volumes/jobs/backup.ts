import { randomUUID } from 'node:crypto';
import { access, constants, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppFailure } from '../../../contract/errors.ts';
import type { BackupFormat, VolumeBackup, VolumeRef } from '../../../contract/model/volume.ts';
import { fileFailure } from '../archive/fileFailure.ts';
import { type Copied, copyOut } from '../archive/copyOut.ts';
import type { VolumesDeps } from '../deps.ts';
import { inspectVolume } from '../volume.ts';
import { whilePaused } from '../work/paused.ts';
import type { Progress } from '../work/progress.ts';

export interface BackupInput extends VolumeRef {
  readonly format: BackupFormat;
  /** On this computer; there. */
  readonly folder: string;
  readonly pauseContainers: boolean;
  readonly scheduleId?: string | undefined;
}

/**
 * Writes a volume to a file that bears its name only once it has been read back whole. However it ends, containers go on,
 * no helper is left and no half file; what cannot be cleared up because the engine or the app died is in the record.
 */
export async function backupVolume(
  deps: VolumesDeps,
  input: BackupInput,
  progress: Progress,
  signal: AbortSignal,
): Promise<VolumeBackup> {
  const { context, name: volume, format, folder, pauseContainers } = input;
  await checkFolder(folder);
  const connection = await deps.getConnection(context, signal);
  await inspectVolume(connection, volume, signal);
  const startedAt = Date.now();
  const fileName = await freeName(folder, backupFileName(volume, format, startedAt));
  const file = path.join(folder, fileName);
  const partFile = path.join(folder, `.${fileName}.${randomUUID().slice(0, 8)}.part`);
  const work = await deps.work.begin({
    ...{ context, volume, kind: 'backup', partFile },
    stage: 'The backup was not whole yet.',
    wayOn: `Nothing was changed in the volume. The unfinished file is removed, and the backup is made anew in ${folder}.`,
    again: { format, folder, pauseContainers },
  });
  let copied: Copied | undefined;
  try {
    copied = await whilePaused(connection, work, pauseContainers, signal, () =>
      copyOut(connection, { volume, format, file: partFile }, progress, signal),
    );
    progress.stage('Reading the file back');
    const { sizeBytes, sha256 } = await copied.readBack();
    signal.throwIfAborted();
    await rename(partFile, file).catch((thrown: unknown) => {
      throw fileFailure(thrown, file, 'written');
    });
    const backup: VolumeBackup = {
      ...{ id: randomUUID(), context, volume, path: file, fileName, format, at: startedAt },
      ...{ sizeBytes, sha256, notes: copied.notes },
      ...{ entries: copied.totals.entries, contentBytes: copied.totals.contentBytes },
      ...(input.scheduleId !== undefined && { scheduleId: input.scheduleId }),
    };
    await deps.store.addBackup(backup);
    return backup;
  } finally {
    await copied?.close();
    await rm(partFile, { force: true }).catch(() => {});
    // Only containers that could not be told to go on are worth a record: the file is gone, the volume as it was.
    if (work.record.pausedIds.length === 0) await work.end();
    else await work.leave('The engine was lost while containers were paused.');
  }
}

async function checkFolder(folder: string): Promise<void> {
  try {
    if (!path.isAbsolute(folder)) throw notFolder(folder, 'is not a whole path');
    if (!(await stat(folder)).isDirectory()) throw notFolder(folder, 'is not a folder');
    await access(folder, constants.W_OK);
  } catch (thrown) {
    throw fileFailure(thrown, folder, 'written');
  }
}

const notFolder = (folder: string, why: string): AppFailure =>
  new AppFailure({
    code: 'invalid-input',
    path: ['target', 'path'],
    message: `“${folder}” ${why}.`,
    hint: 'Give a folder on the computer that Gantry runs on, from its root on.',
  });

/** `dbdata-2026-03-04-051200.tar.gz`: sorts by time, and is a name everywhere. */
export function backupFileName(volume: string, format: BackupFormat, at: number): string {
  const moment = new Date(at).toISOString().replace('T', '-').replaceAll(':', '').slice(0, 17);
  return `${volume.replaceAll(/[^\w.-]+/g, '_').slice(0, 120)}-${moment}.${format}`;
}

async function freeName(folder: string, name: string): Promise<string> {
  for (let count = 1; ; count++) {
    const tried = count === 1 ? name : name.replace(/(\.tar(?:\.\w+)?)$/, `-${count}$1`);
    const isThere = await stat(path.join(folder, tried)).then(
      () => true,
      () => false,
    );
    if (!isThere) return tried;
  }
}
