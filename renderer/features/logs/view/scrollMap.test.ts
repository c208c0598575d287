import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_SCROLL_PX, scrollHeightOf, toReal, toScrollTop } from './scrollMap.ts';

const totals = fc.integer({ min: 1, max: 50_000_000 });

describe('the scrollbar of very many lines', () => {
  it('is as long as the lines, until they are too many', () => {
    expect(scrollHeightOf(18_000)).toBe(18_000);
    expect(scrollHeightOf(18_000_000)).toBe(MAX_SCROLL_PX);
  });

  it('gives back where it was set to', () => {
    fc.assert(
      fc.property(totals, fc.double({ min: 0, max: 1, noNaN: true }), (total, part) => {
        expect(toReal(toScrollTop(part * total, total), total)).toBeCloseTo(part * total, 2);
      }),
    );
  });

  it('only goes down when the lines do, from one end to the other', () => {
    fc.assert(
      fc.property(totals, fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (total, parts) => {
        const tops = parts.sort((a, b) => a - b).map((part) => toScrollTop(part * total, total));
        expect(tops).toEqual([...tops].sort((a, b) => a - b));
        expect(toScrollTop(0, total)).toBe(0);
        expect(toScrollTop(total, total)).toBeCloseTo(scrollHeightOf(total));
      }),
    );
  });

  it('is exact at both ends, where one more line counts', () => {
    const total = 18_000_000;
    expect(toScrollTop(18, total)).toBe(18);
    expect(toScrollTop(total - 18, total)).toBe(MAX_SCROLL_PX - 18);
  });
});
