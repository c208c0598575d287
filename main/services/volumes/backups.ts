import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { backupVolumeCommand } from '../../../contract/commands/volumeCommands.ts';
import type { Change } from '../../../contract/model/change.ts';
import type { BackupFormat, VolumeBackup, VolumeRef } from '../../../contract/model/volume.ts';
import { makeSpoolDir } from '../../volumes/createVolumes.ts';
import type { VolumesDeps } from '../../volumes/deps.ts';
import { backupFileName, backupVolume } from '../../volumes/jobs/backup.ts';
import { startVolumeJob } from '../../volumes/jobs/volumeJob.ts';
import { createProgress } from '../../volumes/work/progress.ts';
import { offerStream } from '../offerStream.ts';

export interface BackupRequest extends VolumeRef {
  readonly format: BackupFormat;
  readonly target: { readonly type: 'folder'; readonly path: string } | { readonly type: 'download' };
  readonly pauseContainers: boolean;
}

const words = ({ fileName, entries }: VolumeBackup): string =>
  `${fileName}: ${entries.toLocaleString('en')} entries, read back and compared`;

export async function startBackup(deps: VolumesDeps, request: BackupRequest, signal: AbortSignal) {
  const { context, name, format, target, pauseContainers } = request;
  const title = `Back up ${name}`;
  const fileName = backupFileName(name, format, Date.now());
  const file = target.type === 'folder' ? path.join(target.path, fileName) : fileName;
  const paused = pauseContainers ? ['CONTAINER…'] : [];
  const command = backupVolumeCommand(name, file, format, paused, deps.cliArgs(context));
  if (target.type === 'download') return offerBackup(deps, request, { title, command, fileName }, signal);
  const spec = { title, context, command, canRetry: true };
  const jobId = startVolumeJob(deps, spec, async (progress, job, until) => {
    const backup = await backupVolume(
      deps,
      { context, name, format, pauseContainers, folder: target.path },
      progress,
      until,
    );
    for (const note of backup.notes) job.log(note);
    job.update({ message: words(backup), doneBytes: backup.sizeBytes, totalBytes: backup.sizeBytes });
    return { type: 'file', name: backup.path ?? backup.fileName, sizeBytes: backup.sizeBytes };
  });
  return { jobId };
}

/** What a browser is sent is a file that was written and verified here first: a download that begins is whole. */
async function offerBackup(
  deps: VolumesDeps,
  { context, name, format, pauseContainers }: BackupRequest,
  { title, command, fileName }: { readonly title: string; readonly command: string; readonly fileName: string },
  _signal: AbortSignal,
) {
  return offerStream(deps, {
    ...{ context, title, command, file: fileName },
    async *open(until) {
      const release = deps.hold(context);
      const folder = path.join(deps.spoolDir, randomUUID());
      try {
        await makeSpoolDir(folder);
        const silent = createProgress({ id: '', update: () => {}, log: () => {} });
        const backup = await backupVolume(deps, { context, name, format, pauseContainers, folder }, silent, until);
        // Where the browser keeps it is not known here.
        const { path: file = '', ...known } = backup;
        await deps.store.removeBackup(backup.id);
        await deps.store.addBackup(known);
        yield* createReadStream(file, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Uint8Array>;
      } finally {
        release();
        await rm(folder, { recursive: true, force: true });
      }
    },
  });
}

/** Whether its file is still there is looked at when it is told of. */
export async function* watchBackups(deps: VolumesDeps, signal: AbortSignal): AsyncGenerator<Change<VolumeBackup>> {
  for await (const change of deps.store.backups.watch(signal)) {
    if (change.type === 'snapshot') yield { ...change, items: await Promise.all(change.items.map(looked)) };
    else yield { ...change, upserted: await Promise.all(change.upserted.map(looked)) };
  }
}

async function looked(backup: VolumeBackup): Promise<VolumeBackup> {
  if (backup.path === undefined) return backup;
  const isThere = await access(backup.path).then(
    () => true,
    () => false,
  );
  return isThere ? backup : { ...backup, isMissing: true };
}

export async function forgetBackup(deps: VolumesDeps, id: string, withFile: boolean): Promise<void> {
  const backup = deps.store.backups.get(id);
  if (!backup) return;
  if (withFile && backup.path !== undefined) await rm(backup.path, { force: true });
  await deps.store.removeBackup(id);
}

/** The last one, or a folder of the home folder that is there. */
export async function backupFolder(deps: VolumesDeps): Promise<string> {
  for (const folder of [deps.store.folder, path.join(os.homedir(), 'Downloads')]) {
    if (folder === undefined) continue;
    const isThere = await access(folder).then(
      () => true,
      () => false,
    );
    if (isThere) return folder;
  }
  return os.homedir();
}
