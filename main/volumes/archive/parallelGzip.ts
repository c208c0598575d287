import { promisify } from 'node:util';
import { constants, crc32, deflateRaw, type ZlibOptions } from 'node:zlib';

const deflate = promisify<Uint8Array, ZlibOptions, Buffer>(deflateRaw);
/** Large enough that their edges cost nothing. */
const PIECE = 1024 * 1024;
/** As many as Node has threads for it, and one that is ready. */
const AT_ONCE = 5;
/** What deflate looks back at. */
const WINDOW = 32 * 1024;

const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
/** An empty last block. */
const LAST = Buffer.from([3, 0]);

/** One gzip stream, its pieces packed at the same time in Node’s threads; each knows the end of the one before it. */
export async function* parallelGzip(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, void, undefined> {
  const packing: Promise<Buffer>[] = [];
  let before: Buffer | undefined;
  let sum = 0;
  let sizeBytes = 0;
  for await (const piece of inPieces(bytes)) {
    if (!before) yield HEADER;
    sum = crc32(piece, sum);
    sizeBytes += piece.byteLength;
    const dictionary = before?.subarray(-WINDOW);
    const packed = deflate(piece, { finishFlush: constants.Z_SYNC_FLUSH, ...(dictionary && { dictionary }) });
    packed.catch(() => {}); // thrown in its turn
    packing.push(packed);
    before = piece;
    if (packing.length >= AT_ONCE) yield await packing.shift()!;
  }
  while (packing.length > 0) yield await packing.shift()!;
  if (!before) yield HEADER;
  const end = Buffer.alloc(8);
  end.writeUInt32LE(sum, 0);
  end.writeUInt32LE(sizeBytes % 2 ** 32, 4);
  yield Buffer.concat([LAST, end]);
}

async function* inPieces(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, void, undefined> {
  let piece = Buffer.allocUnsafe(PIECE);
  let used = 0;
  for await (const chunk of bytes) {
    for (let at = 0; at < chunk.byteLength;) {
      const count = Math.min(PIECE - used, chunk.byteLength - at);
      piece.set(chunk.subarray(at, at + count), used);
      used += count;
      at += count;
      if (used < PIECE) continue;
      yield piece;
      piece = Buffer.allocUnsafe(PIECE);
      used = 0;
    }
  }
  if (used > 0) yield piece.subarray(0, used);
}
