import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { BackupFormat } from '../../../contract/model/volume.ts';
import { createPlacer } from '../tar/placeEntry.ts';
import { rewriteTar } from '../tar/rewriteTar.ts';
import { decompress, sniff } from './codec.ts';
import { fileFailure } from './fileFailure.ts';
import type { Manifest } from './manifest.ts';

export interface ArchiveFacts {
  readonly format: BackupFormat;
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly entries: number;
  readonly contentBytes: number;
}

interface ReadOptions {
  readonly signal: AbortSignal;
  /** Of the file. */
  readonly onProgress?: (doneBytes: number) => void;
  readonly manifest?: Manifest;
  /** So many folders are taken off each name; the volume’s own otherwise. */
  readonly strip?: number;
}

/**
 * Reads an archive to its end and judges every name in it; changes nothing. Rejects with `invalid-input` where it is
 * damaged, cut short, or leads out of a volume.
 */
export async function readArchive(file: string, options: ReadOptions): Promise<ArchiveFacts> {
  const hash = createHash('sha256');
  const found = { sizeBytes: 0, entries: 0, contentBytes: 0 };
  const place = createPlacer({ folder: '.', strip: options.strip ?? 0 });
  const { format, bytes } = await sniff(
    fileBytes(file, options.signal, (chunk) => {
      hash.update(chunk);
      found.sizeBytes += chunk.byteLength;
      options.onProgress?.(found.sizeBytes);
    }),
  );
  const archive = rewriteTar(
    decompress(bytes, format),
    (entry) => {
      const change = place(entry);
      if (change === 'leave-out') return change;
      options.manifest?.entry({ ...entry, ...change });
      found.entries += 1;
      found.contentBytes += entry.fileBytes;
      return change;
    },
    (piece) => {
      options.manifest?.content(piece);
    },
  );
  for await (const _chunk of archive);
  return { format, ...found, sha256: hash.digest('hex') };
}

/** The archive of a file as a volume takes it: its names under `folder`. It has been read before. */
export async function* placedArchive(
  file: string,
  { folder, strip, signal, onProgress }: { readonly folder: string; readonly strip: number } & ReadOptions,
): AsyncGenerator<Buffer, void, undefined> {
  let doneBytes = 0;
  const { format, bytes } = await sniff(
    fileBytes(file, signal, (chunk) => onProgress?.((doneBytes += chunk.byteLength))),
  );
  yield* rewriteTar(decompress(bytes, format), createPlacer({ folder, strip }));
}

async function* fileBytes(
  file: string,
  signal: AbortSignal,
  onChunk: (chunk: Uint8Array) => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  const stream = createReadStream(file, { highWaterMark: 1024 * 1024, signal });
  try {
    for await (const chunk of stream) {
      onChunk(chunk as Uint8Array);
      yield chunk as Uint8Array;
    }
  } catch (thrown) {
    signal.throwIfAborted();
    throw fileFailure(thrown, file, 'read');
  } finally {
    stream.destroy();
  }
}
