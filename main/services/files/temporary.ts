import type { FileEntry } from '../../../contract/model/files.ts';
import type { JobHandle } from '../../jobs/jobs.ts';
import { describe, find, list, makeDirectory, place as putInPlace, remove } from '../../files/program/operations.ts';
import type { RunningProgram } from '../../files/program/startProgram.ts';
import type { FilePlace } from '../../files/sources.ts';
import { temporaryName } from './content.ts';
import { taken } from './names.ts';
import { joinPath } from './refuse.ts';
import { putArchive } from './putArchive.ts';

/** Left by a Gantry that was killed in the middle of an upload. */
const FORGOTTEN_MS = 60 * 60_000;
const MANY = 100_000;
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
    await settle(program, temporary, into, isReplacing, job, signal);
  } catch (thrown) {
    // Without the signal: what was begun is taken back, also when it was cancelled.
    await remove(program, temporary).catch((reason: unknown) => job.log(leftBehind(temporary, reason)));
    throw thrown;
  }
}

export const leftBehind = (temporary: string, reason: unknown): string =>
  `Left behind: ${temporary} (${String(reason)})`;

/** Moves all that is in the temporary directory into place; it is then gone, and with it what others have left there. */
export async function settle(
  program: RunningProgram,
  temporary: string,
  into: string,
  isReplacing: boolean,
  job: JobHandle,
  signal: AbortSignal,
): Promise<void> {
  if (!isReplacing) await refuseTaken(program, temporary, into, signal);
  job.update({ message: 'Moving it into place' });
  await putInPlace(program, temporary, into);
  await removeForgotten(program, into, job).catch(() => {}); // the next upload tries again
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

async function removeForgotten(program: RunningProgram, directory: string, job: JobHandle): Promise<void> {
  const found: FileEntry[] = [];
  for await (const batch of list(program, directory)) found.push(...batch.filter(({ name }) => TEMPORARY.test(name)));
  for (const entry of found) {
    const path = joinPath(directory, entry.name);
    if (Date.now() - (await lastWrittenAt(program, path, entry)) < FORGOTTEN_MS) continue;
    await remove(program, path);
    job.log(`Removed what an upload that was interrupted had left: ${path}`);
  }
}

/** Of all that is in it: a large file is written for long after its directory was. */
async function lastWrittenAt(program: RunningProgram, path: string, { kind, modifiedAt }: FileEntry): Promise<number> {
  let last = modifiedAt;
  if (kind !== 'directory') return last;
  for await (const batch of find(program, path, '*', MANY))
    for (const inner of batch) last = Math.max(last, inner.modifiedAt);
  return last;
}
