import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppFailure } from '../../../contract/errors.ts';
import type { FilePlace } from '../../files/sources.ts';
import type { JobHandle } from '../../jobs/jobs.ts';
import { putArchive } from './putArchive.ts';

/**
 * Where nothing runs, nothing can take a half-written file away again: the archive is gathered whole on this machine
 * first, and then given to the engine at once. Until then it can be cancelled; after that it is finished.
 */
export async function throughSpool(
  place: FilePlace,
  into: string,
  archive: AsyncIterable<Uint8Array>,
  job: JobHandle,
  signal: AbortSignal,
): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'gantry-upload-'));
  const path = join(directory, 'archive.tar');
  try {
    await gather(path, archive, signal);
    job.update({ message: 'The engine puts it in place; this cannot be cancelled' });
    await putArchive(place, into, createReadStream(path, { highWaterMark: 1024 * 1024 }));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function gather(path: string, archive: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const piece of archive) {
      if (signal.aborted) throw new AppFailure({ code: 'cancelled', message: 'Cancelled.' });
      await file.writeFile(piece);
    }
    if (signal.aborted) throw new AppFailure({ code: 'cancelled', message: 'Cancelled.' });
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'ENOSPC') throw thrown;
    throw new AppFailure({
      code: 'no-space',
      message: 'This machine has no room to gather the upload.',
      hint: `Make room in ${tmpdir()}, or start the container: then the files go straight into it.`,
    });
  } finally {
    await file.close();
  }
}
