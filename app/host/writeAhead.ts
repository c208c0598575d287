import type { FileHandle } from 'node:fs/promises';
import { Writable } from 'node:stream';

/** What waits for the disk is written at once: pieces of 16 KB one after the other take twice as long. */
const WAITING_BYTES = 2 * 1024 * 1024;

/**
 * Writes to a file from where it is, and takes more while it writes: a stream of Node’s own takes nothing until all that
 * it holds is on the disk, and whoever sends waits as long. It has ended when all is written; the file stays open.
 */
export function writeAhead(file: FileHandle): Writable {
  let written = Promise.resolve();
  return new Writable({
    highWaterMark: WAITING_BYTES,
    writev(waiting, done) {
      const pieces = waiting.map(({ chunk }) => chunk as Uint8Array);
      const before = written;
      written = before.then(() => writeAll(file, pieces));
      written.catch(() => {}); // told to whoever gives the next pieces, or ends it
      before.then(() => done(), done);
    },
    final: (done) => void written.then(() => done(), done),
    // The file must not be closed under what still writes to it.
    destroy: (error, done) =>
      void written.then(
        () => done(error),
        () => done(error),
      ),
  });
}

/** A disk that is full takes a part of it first. */
async function writeAll(file: FileHandle, pieces: Uint8Array[]): Promise<void> {
  const { bytesWritten } = await file.writev(pieces);
  const sizeBytes = pieces.reduce((sum, { length }) => sum + length, 0);
  if (bytesWritten < sizeBytes) await file.writeFile(Buffer.concat(pieces).subarray(bytesWritten));
}
