import { Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { BackupFormat } from '../../../contract/model/volume.ts';
import { brokenArchive } from '../tar/brokenArchive.ts';
import { parallelGzip } from './parallelGzip.ts';
import { packZstd } from './zstd/packZstd.ts';
import { unpackZstd } from './zstd/unpackZstd.ts';

type Bytes = AsyncIterable<Uint8Array>;

/** gzip runs in Node’s own threads, zstd in some of ours. */
export function compress(bytes: Bytes, format: BackupFormat): Bytes {
  if (format === 'tar.gz') return parallelGzip(bytes);
  return format === 'tar.zst' ? packZstd(bytes) : bytes;
}

/** Throws `invalid-input` where the bytes are damaged, or end too early. */
export async function* decompress(bytes: Bytes, format: BackupFormat): AsyncGenerator<Uint8Array, void, undefined> {
  if (format === 'tar') return yield* bytes;
  const source = watched(bytes);
  try {
    yield* format === 'tar.gz' ? through(source.bytes, createGunzip({ chunkSize: CHUNK })) : unpackZstd(source.bytes);
  } catch (thrown) {
    // What kept the bytes from coming is no fault of the archive.
    if (source.failure !== undefined) throw source.failure;
    throw brokenArchive(`what is compressed in it is damaged or cut short (${(thrown as Error).message})`);
  }
}

function watched(bytes: Bytes) {
  const state: { failure?: unknown; readonly bytes: Bytes } = { bytes: read() };
  async function* read() {
    try {
      yield* bytes;
    } catch (thrown) {
      state.failure = thrown;
      throw thrown;
    }
  }
  return state;
}

const CHUNK = 128 * 1024;

async function* through(bytes: Bytes, transform: Transform): AsyncGenerator<Uint8Array, void, undefined> {
  const fed = pipeline(Readable.from(bytes, { objectMode: false }), transform);
  fed.catch(() => {}); // the reader is told
  try {
    yield* transform as AsyncIterable<Uint8Array>;
    await fed;
  } finally {
    transform.destroy();
  }
}

/** By its first bytes: a name may say anything. Gives the bytes back whole. */
export async function sniff(bytes: Bytes): Promise<{ readonly format: BackupFormat; readonly bytes: Bytes }> {
  const chunks = bytes[Symbol.asyncIterator]();
  const first = await chunks.next();
  const head = first.done ? new Uint8Array(0) : first.value;
  const isGzip = head[0] === 0x1f && head[1] === 0x8b;
  const isZstd = head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd;
  async function* whole() {
    try {
      if (!first.done) yield first.value;
      for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
    } finally {
      await chunks.return?.();
    }
  }
  return { format: isGzip ? 'tar.gz' : isZstd ? 'tar.zst' : 'tar', bytes: whole() };
}
