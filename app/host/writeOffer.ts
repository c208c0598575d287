import { randomBytes } from 'node:crypto';
import { open as openFile, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppFailure, toAppError } from '../../contract/errors.ts';
import { writeAhead } from './writeAhead.ts';

/**
 * Writes what `open` gives to a file, under another name until it is whole: a failure leaves no half file and no old
 * one destroyed. Throws `no-space`, `permission-denied`, or what the source threw.
 */
export async function writeOffer(
  file: string,
  open: (signal: AbortSignal) => AsyncIterable<Uint8Array>,
): Promise<{ readonly sizeBytes: number }> {
  const abort = new AbortController();
  // A name that nobody can have taken before: a link of another user that waits there would lead the bytes elsewhere,
  // and a file of that name would be gone.
  const part = `${file}.${randomBytes(6).toString('hex')}.part`;
  try {
    const sizeBytes = await writeNew(part, () => open(abort.signal));
    await rename(part, file);
    return { sizeBytes };
  } catch (thrown) {
    abort.abort();
    await rm(part, { force: true });
    throw notWritten(thrown, file);
  }
}

async function writeNew(file: string, open: () => AsyncIterable<Uint8Array>): Promise<number> {
  const handle = await openFile(file, 'wx');
  try {
    const bytes = open();
    await pipeline(bytes instanceof Readable ? bytes : Readable.from(bytes, { objectMode: false }), writeAhead(handle));
    return (await handle.stat()).size;
  } finally {
    await handle.close();
  }
}

function notWritten(thrown: unknown, file: string): AppFailure {
  const { code, message } = thrown as NodeJS.ErrnoException;
  const said = { message: `${file} could not be written.`, engineText: message };
  if (code === 'ENOSPC')
    return new AppFailure({ ...said, code: 'no-space', hint: 'Free some space, or save elsewhere.' });
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new AppFailure({ ...said, code: 'permission-denied', hint: 'Choose a folder that you may write to.' });
  }
  return new AppFailure(toAppError(thrown));
}
