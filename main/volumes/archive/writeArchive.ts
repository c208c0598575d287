import { createHash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { AppFailure } from '../../../contract/errors.ts';
import type { BackupFormat } from '../../../contract/model/volume.ts';
import { compress } from './codec.ts';
import { fileFailure } from './fileFailure.ts';
import { readArchive } from './readArchive.ts';

export interface WrittenArchive {
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** Larger writes cost less, and the file is told of less often. */
const PIECE = 1024 * 1024;

/** Writes an archive to a file that must not be there, and on to the disk. What fails leaves no file. */
export async function writeArchive(
  file: string,
  bytes: AsyncIterable<Uint8Array>,
  format: BackupFormat,
): Promise<WrittenArchive> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  try {
    const handle = await open(file, 'wx', 0o600);
    try {
      for await (const piece of inPieces(compress(bytes, format))) {
        hash.update(piece);
        sizeBytes += piece.byteLength;
        await handle.write(piece);
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    return { sizeBytes, sha256: hash.digest('hex') };
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST') await rm(file, { force: true });
    throw fileFailure(thrown, file, 'written');
  }
}

async function* inPieces(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  let waiting: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    waiting.push(chunk);
    size += chunk.byteLength;
    if (size < PIECE) continue;
    yield Buffer.concat(waiting, size);
    waiting = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(waiting, size);
}

/** Reads the whole file back: every byte is there as it was written, and leads to as many entries. */
export async function verifyArchive(
  file: string,
  written: WrittenArchive,
  expected: { readonly entries: number; readonly contentBytes: number },
  signal: AbortSignal,
  onProgress: (doneBytes: number) => void,
): Promise<void> {
  const found = await readArchive(file, { signal, onProgress });
  if (found.sha256 !== written.sha256 || found.sizeBytes !== written.sizeBytes) throw notTheSame(file, 'its checksum');
  if (found.entries !== expected.entries || found.contentBytes !== expected.contentBytes) {
    throw notTheSame(file, 'the number of its entries');
  }
}

const notTheSame = (file: string, what: string): AppFailure =>
  new AppFailure({
    code: 'unexpected',
    message: `What was read back from ${file} is not what was written: ${what} differs.`,
    hint: 'The disk is not to be trusted. The file was removed; write the backup somewhere else.',
    detail: what,
  });
