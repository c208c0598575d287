import { randomBytes } from 'node:crypto';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { AppFailure } from '../../../contract/errors.ts';
import type { BackupFormat } from '../../../contract/model/volume.ts';
import { compress } from './codec.ts';
import { fileFailure } from './fileFailure.ts';
import { followFile, type ReadBack } from './readBack.ts';

/** Larger writes cost less; some at a time, so that neither the engine nor the disk waits for the other: 16 MiB at most. */
const PIECE = 2 * 1024 * 1024;
const AT_ONCE = 8;
/** What is read back follows in steps of this. */
const STEP = 8 * 1024 * 1024;

/** What a tar archive was where it was made. */
export interface TarSum {
  readonly tarBytes: number;
  readonly crc32: number;
  readonly entries: number;
}

/** Where an archive comes from. */
export interface ArchiveSource<Totals extends TarSum> {
  /** It writes the archive into this file by itself, and says how far it is. Undefined where it cannot. */
  readonly into?: (file: string, mark: string, onWritten: (sizeBytes: number) => void) => Promise<Totals | undefined>;
  /** The archive through this process; `totals` are there when it has ended. */
  readonly through: () => { readonly bytes: AsyncIterable<Uint8Array>; readonly totals: () => Totals | undefined };
}

/** A file that is on the disk. Must be closed. */
export interface Written<Totals extends TarSum> {
  readonly totals: Totals;
  /** Waits for who reads it back. Rejects with `unexpected` where the disk gives something else than was made. */
  readBack(): Promise<ReadBack>;
  close(): Promise<unknown>;
}

/** Writes an archive to a file that must not be there, on to the disk. What fails leaves no file. */
export async function writeArchive<Totals extends TarSum>(
  file: string,
  source: ArchiveSource<Totals>,
  format: BackupFormat,
): Promise<Written<Totals>> {
  const handle = await open(file, 'wx', 0o600).catch((thrown: unknown) => {
    throw fileFailure(thrown, file, 'written');
  });
  const follower = followFile(file, format);
  try {
    const { totals, sizeBytes } = await writeFrom(file, handle, source, format, follower.written);
    await handle.sync();
    return {
      totals,
      async readBack() {
        const found = await follower.end(sizeBytes).catch((thrown: unknown) => {
          throw notTheSame(file, (thrown as Error).message);
        });
        if (found.crc32 !== totals.crc32 || found.tarBytes !== totals.tarBytes) throw notTheSame(file, 'its checksum');
        if (found.entries !== totals.entries) throw notTheSame(file, 'the number of its entries');
        return found;
      },
      close: () => follower.close(),
    };
  } catch (thrown) {
    await follower.close();
    await rm(file, { force: true });
    throw fileFailure(thrown, file, 'written');
  } finally {
    await handle.close();
  }
}

async function writeFrom<Totals extends TarSum>(
  file: string,
  handle: FileHandle,
  { into, through }: ArchiveSource<Totals>,
  format: BackupFormat,
  told: (sizeBytes: number) => void,
): Promise<{ readonly totals: Totals; readonly sizeBytes: number }> {
  if (format === 'tar' && into) {
    // Whoever finds this in the file sees the same disk.
    const mark = randomBytes(24).toString('hex');
    await handle.write(mark, 0);
    const totals = await into(file, mark, told);
    if (totals) return { totals, sizeBytes: totals.tarBytes };
    await handle.truncate(0);
  }
  const { bytes, totals } = through();
  const sizeBytes = await writeAll(handle, compress(bytes, format), told);
  return { totals: totals()!, sizeBytes };
}

async function writeAll(
  handle: FileHandle,
  bytes: AsyncIterable<Uint8Array>,
  told: (sizeBytes: number) => void,
): Promise<number> {
  const writing: { readonly end: number; readonly done: Promise<void> }[] = [];
  let waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let sizeBytes = 0;
  let toldBytes = 0;
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
    waiting.push(chunk);
    waitingBytes += chunk.byteLength;
    if (waitingBytes < PIECE) continue;
    begin();
    if (writing.length >= AT_ONCE) await settle();
  }
  if (waitingBytes > 0) begin();
  while (writing.length > 0) await settle();
  return sizeBytes;
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

const notTheSame = (file: string, what: string): AppFailure =>
  new AppFailure({
    code: 'unexpected',
    message: `What was read back from ${file} is not what was in the volume: ${what} differs.`,
    hint: 'The disk is not to be trusted. The file was removed; write the backup somewhere else.',
    detail: what,
  });
