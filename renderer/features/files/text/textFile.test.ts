import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatText, readText, writeText } from './textFile.ts';

const bytesOf = (...parts: (string | number)[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'number' ? [part] : [...new TextEncoder().encode(part)])));

test('a file that is not changed is written back byte for byte', () => {
  const part = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('\r\n', '\n', '\r', '\ufeff'));
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array(),
        fc.array(part).map((parts) => bytesOf(...parts)),
      ),
      (bytes) => {
        const read = readText(bytes);
        const written = read && [...writeText(read.text, read)];
        expect(written).toEqual(bytes.includes(0) ? undefined : [...bytes]);
      },
    ),
    { numRuns: 1000 },
  );
});

test('lines that are added get the line end of the file', () => {
  const read = readText(bytesOf('a\r\nb\r\n'))!;
  expect(read).toMatchObject({ text: 'a\nb\n', lineEnd: '\r\n' });
  expect(new TextDecoder().decode(writeText(`${read.text}c\n`, read))).toBe('a\r\nb\r\nc\r\n');
});

test('lines that end in several ways keep them', () => {
  expect(readText(bytesOf('a\r\nb\n'))).toMatchObject({ text: 'a\r\nb\n', lineEnd: '\n' });
});

test('a byte order mark is not seen, and stays', () => {
  const read = readText(bytesOf(0xef, 0xbb, 0xbf, 'x'))!;
  expect(read).toMatchObject({ text: 'x', hasMark: true });
  expect(formatText(read)).toBe('UTF-8 with BOM, LF');
});

test('a file in Latin-1 stays in it, and what it cannot hold is refused', () => {
  const read = readText(bytesOf('caf', 0xe9))!;
  expect(read).toMatchObject({ text: 'café', encoding: 'latin-1' });
  expect([...writeText('cafés', read)]).toEqual([...bytesOf('caf', 0xe9, 's')]);
  expect(() => writeText('日', read)).toThrow('cannot be written in Latin-1');
});
