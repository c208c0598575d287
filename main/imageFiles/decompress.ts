import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Decompress as ZstdDecompress } from 'fzstd';

export type Compression = 'none' | 'gzip' | 'zstd';

/** By its first bytes: the media type is in a manifest that may come later. */
export function compressionOf(first: Uint8Array): Compression {
  if (first[0] === 0x1f && first[1] === 0x8b) return 'gzip';
  if (first[0] === 0x28 && first[1] === 0xb5 && first[2] === 0x2f && first[3] === 0xfd) return 'zstd';
  return 'none';
}

/** Throws where the compressed bytes are damaged or end too early. */
export function decompress(bytes: AsyncIterable<Uint8Array>, compression: Compression): AsyncIterable<Uint8Array> {
  if (compression === 'gzip') return gunzip(bytes);
  return compression === 'zstd' ? unzstd(bytes) : bytes;
}

async function* gunzip(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const plain = createGunzip({ chunkSize: 64 * 1024 });
  const fed = pipeline(Readable.from(bytes, { objectMode: false }), plain);
  fed.catch(() => {}); // the reader is told
  try {
    yield* plain;
    await fed;
  } finally {
    plain.destroy();
  }
}

async function* unzstd(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  let plain: Uint8Array[] = [];
  let isWhole = false;
  const stream = new ZstdDecompress((chunk, isLast) => {
    if (chunk.byteLength > 0) plain.push(chunk);
    isWhole ||= isLast ?? false;
  });
  for await (const chunk of bytes) {
    stream.push(chunk);
    const ready = plain;
    plain = [];
    yield* ready;
  }
  stream.push(new Uint8Array(0), true);
  yield* plain;
  if (!isWhole) throw new Error('unexpected end of zstd data');
}
