import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sparklinePath } from './sparklinePath.ts';

const box = { spanMs: 60_000, max: 100, width: 60, height: 10 };
const every = (values: readonly number[], stepMs = 1000) =>
  values.map((value, index) => ({ at: index * stepMs, value }));

describe('a sparkline', () => {
  it('has the newest point at the right edge', () => {
    expect(sparklinePath(every([0, 50, 100]), box)).toBe('M58 10h0L59 5L60 0');
  });

  it('is interrupted where samples are missing', () => {
    const points = [...every([0, 0]), { at: 9000, value: 0 }];
    expect(sparklinePath(points, box)).toBe('M51 10h0L52 10M60 10h0');
  });

  it('leaves out what is older than its span', () => {
    expect(
      sparklinePath(
        [
          { at: 0, value: 1 },
          { at: 61_000, value: 100 },
        ],
        box,
      ),
    ).toBe('M60 0h0');
  });

  it('is empty without points', () => {
    expect(sparklinePath([], box)).toBe('');
    expect(sparklinePath(every([0]), { ...box, max: 0 })).toBe('');
  });

  it('stays in its box, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -10, max: 1e12, noNaN: true }), { minLength: 1 }), (values) => {
        const numbers = sparklinePath(every(values), box).match(/-?[\d.]+(?:e-?\d+)? -?[\d.]+/g) ?? [];
        for (const pair of numbers) {
          const [x = -1, y = -1] = pair.split(' ').map(Number);
          expect(x >= 0 && x <= 60 && y >= 0 && y <= 10).toBe(true);
        }
      }),
    );
  });
});
