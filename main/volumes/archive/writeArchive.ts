import { type FileHandle, open, rm } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { AppFailure } from '../../../contract/errors.ts';
import type { BackupFormat } from '../../../contract/model/volume.ts';
import { compress } from './codec.ts';
import { fileFailure } from './fileFailure.ts';
import { readArchive } from './readArchive.ts';
import { followFile, type ReadBack } from './readBack.ts';

/** Larger writes cost less; some at a time, so that neither the engine nor the disk waits for the other: 16 MiB at most. */
const PIECE = 2 * 1024 * 1024;
const AT_ONCE = 8;
/** What is read back follows in steps of this. */
const STEP = 8 * 1024 * 1024;

/**
 * Writes an archive to a file that must not be there, on to the disk, and reads it back: every byte is there as it was
 * written. What fails leaves no file. Rejects with `unexpected` where the disk gives back something else.
 */
export async function writeArchive(
  file: string,
  bytes: AsyncIterable<Uint8Array>,
  format: BackupFormat,
): Promise<ReadBack> {
  try {
    const handle = await open(file, 'wx', 0o600);
    const follower = followFile(file, format === 'tar');
    try {
      const { sizeBytes, sum } = await writeAll(handle, compress(bytes, format), follower.written);
      await handle.sync();
      const found = await follower.end(sizeBytes);
      if (found.crc32 !== sum) throw notTheSame(file, 'its checksum');
      return found;
    } finally {
      await handle.close();
      await follower.close();
    }
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST') await rm(file, { force: true });
    throw fileFailure(thrown, file, 'written');
  }
}

async function writeAll(handle: FileHandle, bytes: AsyncIterable<Uint8Array>, told: (sizeBytes: number) => void) {
  const writing: { readonly end: number; readonly done: Promise<void> }[] = [];
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let sizeBytes = 0;
  let toldBytes = 0;
  let sum = 0;
  const begin = () => {
    const at = sizeBytes;
    sizeBytes += waitingBytes;
    const done = writeWhole(handle, waiting, at, waitingBytes);
    done.catch(() => {}); // awaited in its turn
    writing.push({ end: sizeBytes, done });
    waiting = [];
    waitingBytes = 0;
  };
  /** The oldest: all before it are there. */
  const settle = async () => {
    const oldest = writing.shift();
    await oldest?.done;
    if (oldest && oldest.end - toldBytes >= STEP) told((toldBytes = oldest.end));
  };
  for await (const chunk of bytes) {
    sum = crc32(chunk, sum);
    waiting.push(chunk);
    waitingBytes += chunk.byteLength;
    if (waitingBytes < PIECE) continue;
    begin();
    if (writing.length >= AT_ONCE) await settle();
  }
  if (waitingBytes > 0) begin();
  while (writing.length > 0) await settle();
  return { sizeBytes, sum };
}

async function writeWhole(
  handle: FileHandle,
  chunks: readonly Uint8Array[],
  at: number,
  sizeBytes: number,
): Promise<void> {
  const { bytesWritten } = await handle.writev([...chunks], at);
  if (bytesWritten === sizeBytes) return;
  // A disk that is nearly full takes a part: the rest says why.
  const rest = Buffer.concat(chunks).subarray(bytesWritten);
  await handle.write(rest, 0, rest.byteLength, at + bytesWritten);
}

/** What a compressed file leads to: as many entries and bytes as went in. It also finds an archive that cannot be read. */
export async function verifyArchive(
  file: string,
  written: ReadBack,
  format: BackupFormat,
  expected: { readonly entries: number; readonly contentBytes: number },
  signal: AbortSignal,
  onProgress: (doneBytes: number) => void,
): Promise<void> {
  if (format === 'tar') {
    if (written.entries !== expected.entries) throw notTheSame(file, 'the number of its entries');
    return;
  }
  const found = await readArchive(file, { signal, onProgress });
  if (found.sha256 !== written.sha256) throw notTheSame(file, 'its checksum');
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
