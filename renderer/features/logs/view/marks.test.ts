import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markSpans } from './marks.ts';

describe('matches in a coloured line', () => {
  it('cut the pieces where they begin and end', () => {
    const spans = [{ text: 'an er' }, { text: 'ror here', style: { foreground: 1 } }];
    expect(markSpans(spans, [3, 8])).toEqual([
      { text: 'an ' },
      { text: 'er', isMatch: true },
      { text: 'ror', style: { foreground: 1 }, isMatch: true },
      { text: ' here', style: { foreground: 1 } },
    ]);
  });

  it('may touch each other and the ends', () => {
    expect(markSpans([{ text: 'aab' }], [0, 1, 1, 2]).map(({ text, isMatch }) => [text, isMatch ?? false])).toEqual([
      ['a', true],
      ['a', true],
      ['b', false],
    ]);
  });

  it('never change the text, and mark exactly the characters of the ranges', () => {
    const texts = fc.array(fc.string({ minLength: 1, maxLength: 6 }), { maxLength: 6 });
    fc.assert(
      fc.property(texts, fc.uniqueArray(fc.nat(40), { maxLength: 10 }), (pieces, cuts) => {
        const line = pieces.join('');
        const ends = cuts.sort((a, b) => a - b).map((cut) => Math.min(cut, line.length));
        const ranges = ends.length % 2 === 0 ? ends : ends.slice(1);
        const isIn = (index: number) =>
          ranges.some((start, at) => at % 2 === 0 && start <= index && index < (ranges[at + 1] ?? 0));
        const marked = markSpans(
          pieces.map((text) => ({ text })),
          ranges,
        );
        expect(marked.map(({ text }) => text).join('')).toBe(line);
        let at = 0;
        for (const { text, isMatch = false } of marked) {
          for (let index = 0; index < text.length; index++) expect(isIn(at + index)).toBe(isMatch);
          at += text.length;
        }
      }),
    );
  });
});
