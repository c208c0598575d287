import { execFileSync, spawnSync } from 'node:child_process';
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

const isThere = (command: string) => spawnSync(command, ['--version']).status === 0;

describe.runIf(isThere('zstd'))('the zstd program', () => {
  const zstd = (input: Buffer, ...args: string[]) =>
    execFileSync('zstd', ['-q', ...args], { input, maxBuffer: 64 * 1024 * 1024 });

  test('unpacks what is packed here, in several frames', async () => {
    const packed = await all(compress(inChunks(MIXED, 70_001), 'tar.zst'));
    expect(zstd(packed, '-d').equals(MIXED)).toBe(true);
  });

  test.each([['-1'], ['-19'], ['--no-check'], [`--stream-size=${MIXED.byteLength}`]])(
    'packs with %s what is unpacked here',
    async (...args) => {
      const packed = zstd(MIXED, ...args);
      expect((await all(decompress(inChunks(packed, 4099), 'tar.zst'))).equals(MIXED)).toBe(true);
    },
  );

  test('what is wrong by its checksum is refused', async () => {
    const packed = zstd(MIXED, `--stream-size=${MIXED.byteLength}`); // which it says then
    packed[packed.byteLength - 2]! ^= 1;
    await expect(all(decompress(inChunks(packed, 1e5), 'tar.zst'))).rejects.toMatchObject({
      error: { code: 'invalid-input', message: expect.stringContaining('checksum') },
    });
  });
});

test('frames of others that are to be passed over are, and what follows a frame must be one', async () => {
  const packed = await all(compress(inChunks(MIXED, 1e5), 'tar.zst'));
  const passed = Buffer.concat([Buffer.from([0x5b, 0x2a, 0x4d, 0x18, 9, 0, 0, 0]), randomBytes(9)]);
  const joined = Buffer.concat([passed, packed, passed]);
  expect((await all(decompress(inChunks(joined, 4099), 'tar.zst'))).equals(MIXED)).toBe(true);
  const wrong = decompress(inChunks(Buffer.concat([packed, randomBytes(20)]), 1e5), 'tar.zst');
  await expect(all(wrong)).rejects.toMatchObject({ error: { code: 'invalid-input' } });
});

test('little that becomes very much is unpacked as it is read', async () => {
  const zeros = Buffer.alloc(1024 * 1024);
  async function* many() {
    for (let count = 0; count < 400; count++) yield zeros;
  }
  const packed = await all(compress(many(), 'tar.zst'));
  expect(packed.byteLength).toBeLessThan(100_000);
  const before = process.memoryUsage().rss;
  let sizeBytes = 0;
  let most = 0;
  for await (const chunk of decompress(inChunks(packed, 1e5), 'tar.zst')) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes % (16 * zeros.byteLength) !== 0) continue;
    await new Promise((resolve) => setTimeout(resolve, 5)); // the thread has time to run ahead
    most = Math.max(most, process.memoryUsage().rss - before);
  }
  expect(sizeBytes).toBe(400 * zeros.byteLength);
  expect(most).toBeLessThan(200e6);
});
