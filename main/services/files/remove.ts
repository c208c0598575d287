import { removeFilesCommand } from '../../../contract/commands/fileCommands.ts';
import { AppFailure } from '../../../contract/errors.ts';
import { shownName } from '../../../contract/model/fileName.ts';
import type { FileMeasure } from '../../../contract/model/files.ts';
import { measure, remove } from '../../files/program/operations.ts';
import type { RunningProgram } from '../../files/program/startProgram.ts';
import { accessOf, type FilePlace } from '../../files/sources.ts';
import { type FilesDeps, placeName, targetOf } from './deps.ts';
import { changing, nameOf, programOf, refuseMounted, withRealParent } from './refuse.ts';

export async function measureIn(place: FilePlace, paths: readonly string[], signal: AbortSignal): Promise<FileMeasure> {
  return changing(place, 'measure directories', signal, (program) => measureAll(program, paths, signal));
}

async function measureAll(
  program: RunningProgram,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<FileMeasure> {
  const all = { files: 0, directories: 0, sizeBytes: 0, mounts: 0 };
  for (const path of paths) {
    const one = await measure(program, path, signal);
    all.files += one.files;
    all.directories += one.directories;
    all.sizeBytes += one.sizeBytes;
    all.mounts += one.mounts;
  }
  return all;
}

/** One after the other; the job says how far it came. The place is held by whoever calls, until the job has ended. */
export async function removeIn(
  deps: Pick<FilesDeps, 'activity' | 'cliArgs' | 'jobs'>,
  place: FilePlace,
  paths: readonly string[],
  leave: () => void,
): Promise<{ readonly jobId: string }> {
  if (!accessOf(place).canChange) programOf(place, 'remove files');
  if (paths.includes('/')) {
    throw new AppFailure({ code: 'invalid-input', path: ['paths'], message: 'The root itself cannot be removed.' });
  }
  const { context } = place.source;
  const command = removeFilesCommand(await targetOf(place), paths, deps.cliArgs(context));
  const what = paths.length === 1 ? shownName(nameOf(paths[0] ?? '')) : `${paths.length} files`;
  const title = `Remove ${what} in ${placeName(place)}`;
  const jobId = deps.jobs.start({ kind: 'remove', title, context, command }, async (job, signal) => {
    try {
      await deps.activity.record({ context, title, command }, async () => {
        await changing(place, 'remove files', signal, async (program) => {
          for (const path of paths) refuseMounted(place, await withRealParent(program, path, signal));
          for (const [index, path] of paths.entries()) {
            job.update({ message: `Removing ${shownName(path)} (${index + 1} of ${paths.length})` });
            await remove(program, path, signal);
            job.log(`Removed ${shownName(path)}`);
          }
        });
        place.trees.clear();
      });
      job.update({ message: `Removed ${what}` });
      return undefined;
    } finally {
      leave();
    }
  });
  return { jobId };
}
