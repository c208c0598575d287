import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppFailure } from '../../../contract/errors.ts';

/** An archive that has come whole, read from its beginning each time. */
export interface Spool {
  read(): AsyncIterable<Uint8Array>;
}

/**
 * Gathers an archive whole on this machine first, where the engine is to have it at once. Its file has no name from the
 * beginning, so nothing is left of it when Gantry is killed.
 */
export async function withSpool(
  archive: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
  run: (spool: Spool) => Promise<void>,
): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'gantry-upload-'));
  const free = () => rm(directory, { recursive: true, force: true });
  try {
    const file = await open(join(directory, 'archive.tar'), 'wx+', 0o600);
    try {
      await free().catch(() => {}); // Windows keeps the name of what is open
      await gather(file, archive, signal);
      await run({
        read: () => file.createReadStream({ start: 0, autoClose: false, highWaterMark: 1024 * 1024 }),
      });
    } finally {
      await file.close();
    }
  } finally {
    await free();
  }
}

async function gather(file: FileHandle, archive: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<void> {
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
  }
}
