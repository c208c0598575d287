import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText } from '../text/controls.ts';
import { LEVELS } from '../text/level.ts';
import { createAnalyser } from './analyse.ts';
import { compileQuery, matchRanges, type SearchQuery } from './query.ts';

const analyse = createAnalyser();
const plain = { isRegex: false, isCaseSensitive: false };
const bytesOf = (lines: readonly string[]) => new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''));
const search = (lines: readonly string[], query: SearchQuery) => [
  ...(analyse({ id: 1, text: bytesOf(lines), lineCount: lines.length, query, wantsLevels: false }).matches ?? []),
];

describe('search', () => {
  it('finds words in any case, unless told otherwise', () => {
    const lines = ['Error here', 'nothing', 'an ERROR and an error', ''];
    expect(search(lines, { ...plain, text: 'error' })).toEqual([0, 2]);
    expect(search(lines, { ...plain, text: 'ERROR', isCaseSensitive: true })).toEqual([2]);
  });

  it('takes special characters for what they are', () => {
    expect(search(['a.b', 'axb', '[x]', '(*'], { ...plain, text: 'a.b' })).toEqual([0]);
    expect(search(['a.b', 'axb', '[x]', '(*'], { ...plain, text: '(*' })).toEqual([3]);
  });

  it('asks each line by itself when it is an expression', () => {
    const lines = ['start end', 'end', 'start', ' '];
    expect(search(lines, { text: '^end$', isRegex: true, isCaseSensitive: false })).toEqual([1]);
    expect(search(lines, { text: 'start\\s*end', isRegex: true, isCaseSensitive: false })).toEqual([0]);
    expect(search(lines, { text: '[^x]', isRegex: true, isCaseSensitive: false })).toEqual([0, 1, 2, 3]);
    expect(search(lines, { text: 'x*', isRegex: true, isCaseSensitive: false })).toEqual([0, 1, 2, 3]);
  });

  it('sees what the person sees, not the control sequences', () => {
    expect(search(['er\x1b[31mror\x1b[0m', '31m'], { ...plain, text: 'error' })).toEqual([0]);
    expect(search(['er\x1b[31mror\x1b[0m', '31m'], { ...plain, text: '31m' })).toEqual([1]);
    expect(search(['old\rnew', 'x'], { ...plain, text: 'old' })).toEqual([]);
  });

  it('survives bytes that are not UTF-8', () => {
    const text = Uint8Array.of(0xff, 0xfe, 10, 0x61, 0xc3, 10, 0x62, 10);
    const { matches } = analyse({ id: 1, text, lineCount: 3, query: { ...plain, text: 'b' }, wantsLevels: false });
    expect([...(matches ?? [])]).toEqual([2]);
  });

  it('finds the same lines as asking each of them', () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'b', 'é', '\x1b', '[', 'm', '\r', ' '), maxLength: 8 });
    const word = fc.stringMatching(/^[abé ]{1,3}$/);
    fc.assert(
      fc.property(fc.array(line), word, fc.boolean(), (lines, text, isRegex) => {
        const expected = lines.flatMap((each, index) => (plainText(each).includes(text) ? [index] : []));
        expect(search(lines, { text, isRegex, isCaseSensitive: true })).toEqual(expected);
      }),
    );
  });

  it('tells levels', () => {
    const lines = ['ERROR x', 'plain', '\x1b[33mWARN\x1b[0m y', '{"level":"debug"}'];
    const { levels } = analyse({ id: 1, text: bytesOf(lines), lineCount: 4, wantsLevels: true });
    expect(Array.from(levels ?? [], (code) => LEVELS[code - 1])).toEqual(['error', undefined, 'warn', 'debug']);
  });
});

describe('a query', () => {
  it('says what is wrong with an expression', () => {
    expect(compileQuery({ text: '(a', isRegex: true, isCaseSensitive: false })).toEqual({
      type: 'invalid',
      message: 'Unterminated group',
    });
    expect(compileQuery({ text: '(a', isRegex: false, isCaseSensitive: false }).type).toBe('pattern');
    expect(compileQuery({ text: '', isRegex: true, isCaseSensitive: false }).type).toBe('none');
  });

  it('marks each match and no empty one', () => {
    expect(matchRanges(/a/g, 'banana')).toEqual([1, 2, 3, 4, 5, 6]);
    expect(matchRanges(/x*/g, 'axxb')).toEqual([1, 3]);
    expect(matchRanges(/a/g, 'a'.repeat(10), 2)).toEqual([0, 1, 1, 2]);
  });
});
