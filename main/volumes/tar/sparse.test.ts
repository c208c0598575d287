import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TarEntry } from './header.ts';
import { ContentSum, crc32Zeros } from './sparse.ts';

test('so many zeros more give the sum that they would give', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 50 }), fc.nat({ max: 100_000 }), (bytes, count) => {
      expect(crc32Zeros(crc32(bytes), count)).toBe(crc32(Buffer.concat([bytes, Buffer.alloc(count)])));
    }),
  );
  expect(crc32Zeros(crc32('a'), 2 ** 42)).toBe(crc32Zeros(crc32Zeros(crc32('a'), 2 ** 41), 2 ** 41));
});

const entryOf = (fileBytes: number): TarEntry =>
  ({ fileBytes, pax: new Map([['GNU.sparse.major', Buffer.from('1')]]) }) as unknown as TarEntry;

test('a file with holes has the sum of the whole file, however its entry is cut', () => {
  const gaps = fc.array(fc.tuple(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 3000 })), {
    maxLength: 90,
  });
  fc.assert(
    fc.property(gaps, fc.nat({ max: 3000 }), fc.integer({ min: 1, max: 5000 }), (parts, tail, size) => {
      const lines: number[] = [parts.length + 1];
      const file: Buffer[] = [];
      const content: Buffer[] = [];
      let at = 0;
      for (const [hole, length] of parts) {
        const data = randomBytes(length);
        file.push(Buffer.alloc(hole), data);
        content.push(data);
        lines.push(at + hole, length);
        at += hole + length;
      }
      lines.push(at + tail, 0);
      const map = Buffer.from(`${lines.join('\n')}\n`);
      const stored = Buffer.concat([map, Buffer.alloc((512 - (map.length % 512)) % 512), ...content]);
      const sum = new ContentSum(entryOf(at + tail));
      for (let from = 0; from < stored.length; from += size) sum.push(stored.subarray(from, from + size));
      expect(sum.end()).toBe(crc32(Buffer.concat([...file, Buffer.alloc(tail)])));
    }),
    { numRuns: 60 },
  );
});

test('a map that is none, or says more than there is, is refused', () => {
  const refused = (text: string, fileBytes = 100) => {
    const sum = new ContentSum(entryOf(fileBytes));
    sum.push(Buffer.concat([Buffer.from(text), Buffer.alloc(512 - text.length)]));
    sum.end();
  };
  for (const text of ['x\n', '1\n0\n50\n', '1\n-5\n0\n', '99999999999999999\n', '2\n60\n0\n']) {
    expect(() => refused(text)).toThrow('not a whole archive');
  }
  expect(() => refused('1\n100\n0\n')).not.toThrow();
});
