import { brokenArchive } from './brokenArchive.ts';
import { ByteReader } from './byteReader.ts';
import { BLOCK, readHeader, readPax, type TarEntry } from './header.ts';
import { type HeaderChange, paddingOf, writeHeader } from './writeHeader.ts';

/** Longer than any name or attribute that a file system takes. */
const MAX_EXTENDED = 64 * 1024 * 1024;
const ZEROS = Buffer.alloc(BLOCK);
export const END = Buffer.alloc(2 * BLOCK);

export type OnEntry = (entry: TarEntry) => HeaderChange | 'leave-out' | undefined;

/**
 * An archive, entry by entry, as it comes: `onEntry` may change the header, leave the entry out, or throw. Contents go
 * through uncopied, one chunk at a time. Throws `invalid-input` where the bytes are no archive, or end too early; what
 * was yielded until then is worth nothing. Leaving the loop closes the source.
 */
export async function* rewriteTar(
  source: AsyncIterable<Uint8Array>,
  onEntry: OnEntry,
  onContent: (piece: Buffer) => void = () => {},
): AsyncGenerator<Buffer, void, undefined> {
  const reader = new ByteReader(source);
  try {
    for (;;) {
      const entry = await nextEntry(reader);
      if (!entry) break;
      const change = onEntry(entry);
      const isKept = change !== 'leave-out';
      if (isKept) yield writeHeader(entry, change ?? {});
      let left = entry.sizeBytes;
      for await (const piece of reader.pieces(entry.sizeBytes)) {
        left -= piece.byteLength;
        onContent(piece);
        if (isKept) yield piece;
      }
      const padding = await reader.read(paddingOf(entry.sizeBytes));
      if (left > 0 || padding.byteLength < paddingOf(entry.sizeBytes)) {
        throw brokenArchive('it ends in the middle of a file');
      }
      if (isKept && padding.byteLength > 0) yield padding;
    }
    yield END;
    await reader.drain();
  } finally {
    await reader.close();
  }
}

/** Undefined at the end of the archive. */
export async function nextEntry(reader: Pick<ByteReader, 'read'>): Promise<TarEntry | undefined> {
  let pax: ReadonlyMap<string, Buffer> = new Map();
  let longPath: Buffer | undefined;
  let longTarget: Buffer | undefined;
  for (;;) {
    const block = await reader.read(BLOCK);
    if (block.byteLength < BLOCK)
      throw brokenArchive(block.byteLength === 0 ? 'it is cut short' : 'it ends in a header');
    if (block.equals(ZEROS)) return undefined;
    const entry = readHeader(block, pax, longPath, longTarget);
    switch (entry.type) {
      case 'x':
        pax = readPax(await extendedOf(reader, entry));
        break;
      case 'g': // of the archive as a whole: a commit’s id, for one
        await extendedOf(reader, entry);
        break;
      case 'L':
        longPath = withoutZero(await extendedOf(reader, entry));
        break;
      case 'K':
        longTarget = withoutZero(await extendedOf(reader, entry));
        break;
      default:
        return entry;
    }
  }
}

async function extendedOf(reader: Pick<ByteReader, 'read'>, { sizeBytes }: TarEntry): Promise<Buffer> {
  if (sizeBytes > MAX_EXTENDED) throw brokenArchive('an extended header is too long to be one');
  const padded = sizeBytes + paddingOf(sizeBytes);
  const bytes = await reader.read(padded);
  if (bytes.byteLength < padded) throw brokenArchive('it is cut short');
  return bytes.subarray(0, sizeBytes);
}

const withoutZero = (bytes: Buffer): Buffer => {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
};
