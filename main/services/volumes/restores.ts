import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { restoreVolumeCommand } from '../../../contract/commands/volumeCommands.ts';
import type { ArchiveSource, BackupFormat, RestoreMode, VolumeRef } from '../../../contract/model/volume.ts';
import { fileFailure } from '../../volumes/archive/fileFailure.ts';
import { makeSpoolDir } from '../../volumes/createVolumes.ts';
import type { VolumesDeps } from '../../volumes/deps.ts';
import { restoreVolume } from '../../volumes/jobs/restore.ts';
import { startVolumeJob } from '../../volumes/jobs/volumeJob.ts';
import type { Progress } from '../../volumes/work/progress.ts';
import type { Upload } from '../uploads.ts';

interface RestoreRequest extends VolumeRef {
  readonly source: ArchiveSource;
  readonly mode: RestoreMode;
  readonly strip: number;
  readonly pauseContainers: boolean;
}

export function startRestore(deps: VolumesDeps, request: RestoreRequest) {
  const { context, name, source, mode, strip, pauseContainers } = request;
  const upload = source.type === 'upload' ? deps.uploads.open() : undefined;
  const shown = source.type === 'file' ? source.path : source.fileName;
  const title = `Restore ${name} from ${path.basename(shown)}`;
  const command = restoreVolumeCommand(
    { name, file: shown, format: formatOf(shown), strip, isEmptied: mode === 'replace' },
    deps.cliArgs(context),
  );
  const jobId = startVolumeJob(deps, { title, context, command }, async (progress, job, signal) => {
    const spooled =
      upload && source.type === 'upload' ? await spool(deps, upload, source.sizeBytes, progress, signal) : undefined;
    try {
      const file = spooled ?? (source.type === 'file' ? source.path : '');
      await restoreVolume(deps, { context, name, file, mode, strip, pauseContainers }, progress, signal);
      job.update({ message: 'Restored, read back and compared' });
      return { type: 'volume', name };
    } finally {
      if (spooled !== undefined) await rm(spooled, { force: true });
    }
  });
  return { jobId, ...upload?.ticket };
}

/** What the page sends is kept until it was read to its end: nothing is changed for half a file. */
async function spool(
  deps: VolumesDeps,
  upload: Upload,
  totalBytes: number,
  progress: Progress,
  signal: AbortSignal,
): Promise<string> {
  progress.stage('Receiving the file');
  await makeSpoolDir(deps.spoolDir);
  const file = path.join(deps.spoolDir, randomUUID());
  const giveUp = () => upload.close();
  signal.addEventListener('abort', giveUp);
  async function* counted() {
    let doneBytes = 0;
    for await (const piece of upload.bytes) {
      yield piece;
      progress.bytes((doneBytes += piece.byteLength), totalBytes);
    }
  }
  try {
    await pipeline(Readable.from(counted(), { objectMode: false }), createWriteStream(file, { mode: 0o600 }), {
      signal,
    });
    return file;
  } catch (thrown) {
    await rm(file, { force: true });
    signal.throwIfAborted();
    throw fileFailure(thrown, file, 'written');
  } finally {
    signal.removeEventListener('abort', giveUp);
    upload.close();
  }
}

/** For the words of a command; what the file is, its bytes say. */
function formatOf(file: string): BackupFormat {
  if (/\.t?gz$/i.test(file)) return 'tar.gz';
  return /\.t?zst$/i.test(file) ? 'tar.zst' : 'tar';
}
