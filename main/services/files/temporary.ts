import type { JobHandle } from '../../jobs/jobs.ts';
import { describe, list, makeDirectory, place as putInPlace, remove } from '../../files/program/operations.ts';
import type { RunningProgram } from '../../files/program/startProgram.ts';
import type { FilePlace } from '../../files/sources.ts';
import { temporaryName } from './content.ts';
import { taken } from './names.ts';
import { joinPath } from './refuse.ts';
import { putArchive } from './putArchive.ts';

/** Left by a Gantry that was killed in the middle of an upload. */
const FORGOTTEN_MS = 60 * 60_000;
const TEMPORARY = /^\.gantry-upload-[0-9a-f]{12}$/;

/**
 * Into a directory of its own beside the goal first, on the same file system; what is whole is then moved into place by
 * renaming. So a file of the container is there as it was, or as it is to be. Whatever goes wrong, nothing is left.
 */
export async function throughTemporary(
  place: FilePlace,
  program: RunningProgram,
  into: string,
  archive: AsyncIterable<Uint8Array>,
  isReplacing: boolean,
  job: JobHandle,
  signal: AbortSignal,
  archiveBytes?: number,
): Promise<void> {
  const temporary = joinPath(into, temporaryName());
  await makeDirectory(program, temporary, { mode: 0o700, userId: 0, groupId: 0 });
  try {
    await putArchive(place, temporary, archive, signal, archiveBytes);
    if (!isReplacing) await refuseTaken(program, temporary, into, signal);
    job.update({ message: 'Moving it into place' });
    await putInPlace(program, temporary, into);
  } catch (thrown) {
    // Without the signal: what was begun is taken back, also when it was cancelled.
    await remove(program, temporary).catch((reason: unknown) =>
      job.log(`Left behind: ${temporary} (${String(reason)})`),
    );
    throw thrown;
  }
  void removeForgotten(program, into).catch(() => {}); // the next upload tries again
}

async function refuseTaken(program: RunningProgram, from: string, into: string, signal: AbortSignal): Promise<void> {
  const there: string[] = [];
  for await (const batch of list(program, from, signal)) {
    for (const { name } of batch) {
      const isThere = await describe(program, joinPath(into, name)).then(
        () => true,
        () => false,
      );
      if (isThere) there.push(name);
    }
  }
  if (there.length > 0) throw taken(there);
}

async function removeForgotten(program: RunningProgram, directory: string): Promise<void> {
  const forgotten: string[] = [];
  for await (const batch of list(program, directory)) {
    for (const { name, modifiedAt } of batch) {
      if (TEMPORARY.test(name) && Date.now() - modifiedAt > FORGOTTEN_MS) forgotten.push(name);
    }
  }
  for (const name of forgotten) await remove(program, joinPath(directory, name));
}
