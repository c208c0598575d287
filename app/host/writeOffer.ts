import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppFailure, toAppError } from '../../contract/errors.ts';

/** What waits for the disk is written at once: pieces of 16 KB one after the other take twice as long. */
const WAITING_BYTES = 2 * 1024 * 1024;

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
  const out = createWriteStream(part, { flags: 'wx', highWaterMark: WAITING_BYTES });
  try {
    const bytes = open(abort.signal);
    await pipeline(bytes instanceof Readable ? bytes : Readable.from(bytes, { objectMode: false }), out);
    await rename(part, file);
    return { sizeBytes: out.bytesWritten };
  } catch (thrown) {
    abort.abort();
    await rm(part, { force: true });
    throw notWritten(thrown, file);
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
