import type { FileHandle } from 'node:fs/promises';
import { END, nextEntry, type OnEntry } from './rewriteTar.ts';
import { paddingOf, writeHeader } from './writeHeader.ts';

/**
 * The headers of an archive that is a file, as `rewriteTar` gives them; after each of an entry that has contents, in place of
 * them, where they are in the file: 8 bytes, the lowest first. Contents are not read. The file has been read before.
 */
export async function* placedHeaders(file: FileHandle, onEntry: OnEntry): AsyncGenerator<Buffer, void, undefined> {
  const reader = new HeaderReader(file);
  let ready: Buffer[] = [];
  let readyBytes = 0;
  for (;;) {
    const entry = await nextEntry(reader);
    if (!entry) break;
    const change = onEntry(entry);
    if (change !== 'leave-out') {
      const header = writeHeader(entry, change ?? {});
      ready.push(header);
      readyBytes += header.byteLength;
      if (entry.sizeBytes > 0) ready.push(placeOf(reader.at));
    }
    reader.at += entry.sizeBytes + paddingOf(entry.sizeBytes);
    if (readyBytes < TOGETHER) continue;
    yield Buffer.concat(ready);
    ready = [];
    readyBytes = 0;
  }
  yield Buffer.concat([...ready, END]);
}

/** What goes out at once: a message for each of many small files would cost more than it carries. */
const TOGETHER = 32 * 1024;

function placeOf(at: number): Buffer {
  const place = Buffer.alloc(8);
  place.writeBigUInt64LE(BigInt(at));
  return place;
}

/** Small files lie close together, large ones are passed over. */
const WINDOW = 64 * 1024;

class HeaderReader {
  readonly #file: FileHandle;
  #window: Buffer = Buffer.alloc(0);
  #windowAt = 0;
  /** Where the next bytes are read. */
  at = 0;

  constructor(file: FileHandle) {
    this.#file = file;
  }

  /** So many bytes; fewer only at the end of the file. */
  async read(count: number): Promise<Buffer> {
    const from = this.at - this.#windowAt;
    if (from < 0 || from + count > this.#window.byteLength) {
      const room = Buffer.allocUnsafe(Math.max(count, WINDOW));
      const { bytesRead } = await this.#file.read(room, 0, room.byteLength, this.at);
      this.#window = room.subarray(0, bytesRead);
      this.#windowAt = this.at;
    }
    const start = this.at - this.#windowAt;
    const bytes = this.#window.subarray(start, start + count);
    this.at += bytes.byteLength;
    return bytes;
  }
}
