import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { BackupFormat } from '../../../contract/model/volume.ts';
import { fileFailure } from '../archive/fileFailure.ts';
import { placedArchive } from '../archive/readArchive.ts';
import { openHelper } from '../helper/helperContainer.ts';
import { hasTool } from '../helper/helperImage.ts';
import { unpackFrom } from '../helper/programs.ts';
import { isRefusal, ProgramFailed } from '../helper/runProgram.ts';
import { placedHeaders } from '../tar/placedHeaders.ts';
import { createPlacer } from '../tar/placeEntry.ts';
import { type VolumePlace, writeInto } from './copyVolume.ts';

/** On this machine; it has been read and judged before. */
export interface ArchiveFile {
  readonly file: string;
  readonly format: BackupFormat;
  readonly strip: number;
  /** Of the file, and of what is in it. */
  readonly sizeBytes: number;
  readonly contentBytes: number;
}

type OnProgress = (doneBytes: number, totalBytes: number) => void;

/**
 * An archive into a volume. Where the engine sees this machine’s disk the helper takes the contents from the file itself, and
 * only the headers come from here; otherwise, and of compressed ones, all of it goes through the engine.
 */
export async function unpackFile(
  to: VolumePlace,
  archive: ArchiveFile,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<void> {
  const isDirect = archive.format === 'tar' && to.connection.isLocal && hasTool(to.connection);
  if (isDirect && (await unpackedDirectly(to, archive, onProgress, signal))) return;
  const { file, strip, sizeBytes } = archive;
  const told = (doneBytes: number) => onProgress(doneBytes, sizeBytes);
  await writeInto(to, (folder) => placedArchive(file, { folder, strip, signal, onProgress: told }), signal);
}

/** False where the engine does not see the file, or its machine does not let the program do it. */
async function unpackedDirectly(
  { connection, name }: VolumePlace,
  { file, strip, sizeBytes, contentBytes }: ArchiveFile,
  onProgress: OnProgress,
  signal: AbortSignal,
): Promise<boolean> {
  let isBegun = false;
  const handle = await open(file).catch((thrown: unknown) => {
    throw fileFailure(thrown, file, 'read');
  });
  const helper = await openHelper(connection, name, false, signal).catch(async (thrown: unknown) => {
    await handle.close();
    throw thrown;
  });
  try {
    const source = {
      ...{ file, sizeBytes, sum: await probe(handle, sizeBytes) },
      onBegun: () => void (isBegun = true),
      onProgress: (doneBytes: number) => onProgress(doneBytes, contentBytes),
    };
    const headers = placedHeaders(handle, createPlacer({ folder: '.', strip }));
    await unpackFrom(helper, source, headers, signal);
    return true;
  } catch (thrown) {
    const hasOtherWay = isBegun ? thrown instanceof ProgramFailed : isRefusal(thrown);
    if (connection.signal.aborted || !hasOtherWay) throw thrown;
    return false;
  } finally {
    await handle.close();
    await helper.close();
  }
}

const PROBE = 64 * 1024;

async function probe(handle: FileHandle, sizeBytes: number): Promise<number> {
  const room = Buffer.alloc(PROBE);
  const first = await handle.read(room, 0, PROBE, 0);
  const sum = crc32(room.subarray(0, first.bytesRead));
  const last = await handle.read(room, 0, PROBE, Math.max(0, sizeBytes - PROBE));
  return crc32(room.subarray(0, last.bytesRead), sum);
}
