import { promisify } from 'node:util';
import { constants, crc32, deflateRaw, type ZlibOptions } from 'node:zlib';
import { inPieces } from './pieces.ts';

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
  for await (const piece of inPieces(bytes, PIECE)) {
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
