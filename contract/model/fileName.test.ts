import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromPercentName, nameFromBytes, nameToBytes, percentName, shownName } from './fileName.ts';

const bytesOf = (...bytes: number[]) => Uint8Array.from(bytes);

test('any bytes come back from the name that was made of them', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      expect([...nameToBytes(nameFromBytes(bytes))]).toEqual([...bytes]);
    }),
    { numRuns: 2000 },
  );
});

test('names with characters beside broken ones keep both, through JSON and an address too', () => {
  const arbitrary = fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.uint8Array({ maxLength: 3 })));
  fc.assert(
    fc.property(arbitrary, (parts) => {
      const bytes = Uint8Array.from(
        parts.flatMap((part) => [...(typeof part === 'string' ? nameToBytes(part) : part)]),
      );
      const name = nameFromBytes(bytes);
      expect([...nameToBytes(JSON.parse(JSON.stringify(name)) as string)]).toEqual([...bytes]);
      expect(fromPercentName(percentName(name))).toBe(name);
    }),
  );
});

test('text is itself, a byte order mark included', () => {
  for (const text of ['plain', 'naïve 日本語 🐳', '\ufeffmarked']) {
    expect(nameFromBytes(nameToBytes(text))).toBe(text);
  }
});

test('what no character is made of is kept byte by byte', () => {
  expect(nameFromBytes(bytesOf(0x61, 0xff, 0x62))).toBe('a\udcffb');
  // A surrogate in UTF-8 (ED A0 80), an overlong slash (C0 AF), a character that is cut off.
  expect(nameFromBytes(bytesOf(0xed, 0xa0, 0x80))).toBe('\udced\udca0\udc80');
  expect(nameFromBytes(bytesOf(0xc0, 0xaf))).toBe('\udcc0\udcaf');
  expect(nameFromBytes(bytesOf(0xe2, 0x82))).toBe('\udce2\udc82');
});

describe('for the eye', () => {
  test('newlines, terminal sequences, turned text and broken bytes are spelled out', () => {
    expect(shownName('a\nb')).toBe('a\\x0ab');
    expect(shownName('\x1b[31m')).toBe('\\x1b[31m');
    expect(shownName('txt.\u202eexe')).toBe('txt.\\u{202e}exe');
    expect(shownName('a\udcff')).toBe('a\\xff');
  });
  test('other text stays as it is', () => expect(shownName('Résumé (1) 日本.txt')).toBe('Résumé (1) 日本.txt'));
});
