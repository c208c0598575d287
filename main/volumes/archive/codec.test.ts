import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { BackupFormat } from '../../../contract/model/volume.ts';
import { compress, decompress, sniff } from './codec.ts';

async function* inChunks(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.byteLength; at += size) yield bytes.subarray(at, at + size);
}

async function all(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const FORMATS: readonly BackupFormat[] = ['tar', 'tar.gz', 'tar.zst'];
const MIXED = Buffer.concat([randomBytes(1_500_000), Buffer.alloc(2_000_000, 'text '), randomBytes(10)]);

describe.each(FORMATS)('%s', (format) => {
  test.each([0, 1, 600_000, MIXED.byteLength])('%i bytes come back as they were', async (size) => {
    const bytes = MIXED.subarray(0, size);
    const packed = await all(compress(inChunks(bytes, 70_001), format));
    const found = await sniff(inChunks(packed, 33_333));
    expect(found.format).toBe(size > 0 || format !== 'tar' ? format : 'tar');
    expect((await all(decompress(found.bytes, format))).equals(bytes)).toBe(true);
  });

  test('a reader that leaves closes the source', async () => {
    let isClosed = false;
    async function* endless() {
      try {
        for (;;) yield randomBytes(100_000);
      } finally {
        isClosed = true;
      }
    }
    for await (const _chunk of compress(endless(), format)) break;
    await expect.poll(() => isClosed).toBe(true);
  });

  test('what keeps the bytes from coming is what is thrown', async () => {
    const reason = new Error('the disk');
    async function* failing() {
      yield* inChunks(await all(compress(inChunks(MIXED, 1e5), format)), 200_000);
      throw reason;
    }
    await expect(all(decompress(failing(), format))).rejects.toBe(reason);
  });
});

test.each(['tar.gz', 'tar.zst'] as const)('%s that is cut short is refused', async (format) => {
  const packed = await all(compress(inChunks(MIXED, 1e5), format));
  const cut = decompress(inChunks(packed.subarray(0, packed.byteLength - 5), 1e5), format);
  await expect(all(cut)).rejects.toMatchObject({ error: { code: 'invalid-input' } });
});
