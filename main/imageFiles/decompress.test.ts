import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { compressionOf, decompress } from './decompress.ts';
import { collect, inPieces, zstdFrame } from './testing/archives.ts';

const CONTENT = randomBytes(200_000);

describe.each([
  ['gzip', gzipSync(CONTENT)],
  ['zstd', zstdFrame(CONTENT)],
] as const)('%s', (compression, bytes) => {
  const read = (given: Uint8Array, pieceBytes?: number) =>
    collect(decompress(inPieces(given, pieceBytes), compression));

  test('is known by its first bytes', () => expect(compressionOf(bytes)).toBe(compression));

  test.each([7, 1000, 1_000_000])('in pieces of %i bytes comes out as it went in', async (pieceBytes) => {
    expect((await read(bytes, pieceBytes)).equals(CONTENT)).toBe(true);
  });

  test.each([10, 100_000, bytes.byteLength - 1])('that ends after %i bytes is no whole file', async (end) => {
    await expect(read(bytes.subarray(0, end))).rejects.toThrow(/unexpected/);
  });
});
