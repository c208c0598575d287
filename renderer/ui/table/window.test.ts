import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scrollTo, visibleOf, windowOf } from './window.ts';

const viewport = fc.record({
  scrollTop: fc.integer({ min: -50, max: 400_000 }),
  height: fc.integer({ min: 0, max: 3000 }),
});
const count = fc.integer({ min: 0, max: 10_000 });

test('whatever is on the screen is drawn, and little more', () => {
  fc.assert(
    fc.property(viewport, count, (view, rows) => {
      const drawn = windowOf(view, 30, rows);
      const seen = visibleOf(view, 30, rows);
      expect(drawn.start).toBeLessThanOrEqual(seen.start);
      expect(drawn.end).toBeGreaterThanOrEqual(seen.end);
      expect(drawn.start).toBeGreaterThanOrEqual(0);
      expect(drawn.end).toBeLessThanOrEqual(rows);
      expect(drawn.end - drawn.start).toBeLessThanOrEqual(view.height / 30 + 26);
    }),
  );
});

test('a scroll by a few pixels draws the same rows', () => {
  expect(windowOf({ scrollTop: 1204, height: 600 }, 30, 1000)).toEqual(
    windowOf({ scrollTop: 1210, height: 600 }, 30, 1000),
  );
});

test('a list that became shorter than the scroll position shows its end', () => {
  expect(visibleOf({ scrollTop: 9000, height: 300 }, 30, 20)).toEqual({ start: 10, end: 20 });
});

test('scrolling to a row moves only as far as needed', () => {
  const view = { scrollTop: 300, height: 300 };
  expect(scrollTo(12, view, 30)).toBeUndefined();
  expect(scrollTo(2, view, 30)).toBe(60);
  expect(scrollTo(25, view, 30)).toBe(480);
});
