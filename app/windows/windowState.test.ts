import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Area, MIN_SIZE, placeWindow } from './windowState.ts';

const laptop: Area = { x: 0, y: 25, width: 1440, height: 875 };
const second: Area = { x: 1440, y: 0, width: 1920, height: 1080 };

test('a window opens where it was left', () => {
  const kept = { x: 1500, y: 40, width: 1200, height: 800, isMaximized: true };
  expect(placeWindow(kept, [laptop, second])).toEqual(kept);
});

test('when its screen is gone it comes to the first one, in its size', () => {
  const kept = { x: 1500, y: 40, width: 1200, height: 800, isMaximized: false };
  expect(placeWindow(kept, [laptop])).toEqual({ x: 120, y: 63, width: 1200, height: 800, isMaximized: false });
});

test('the first time it is in the middle', () => {
  expect(placeWindow(undefined, [second])).toEqual({ x: 1760, y: 130, width: 1280, height: 820, isMaximized: false });
});

test('one that was far wider than the screens that are left comes into view', () => {
  const kept = { x: -9000, y: 40, width: 10_000, height: 800, isMaximized: false };
  expect(placeWindow(kept, [laptop])).toMatchObject({ x: 0, width: 1440 });
});

test('wherever it was left, its title bar can be reached and it is no larger than a screen', () => {
  const size = fc.integer({ min: 1, max: 10_000 });
  const at = fc.integer({ min: -20_000, max: 20_000 });
  const kept = fc.record({ x: at, y: at, width: size, height: size, isMaximized: fc.boolean() });
  fc.assert(
    fc.property(kept, fc.subarray([laptop, second], { minLength: 1 }), (state, screens) => {
      const placed = placeWindow(state, screens);
      const isReachable = screens.some(
        ({ x, y, width, height }) =>
          placed.y >= y && placed.y < y + height && placed.x < x + width - 100 && placed.x + placed.width > x + 100,
      );
      expect(isReachable).toBe(true);
      expect(placed.width).toBeLessThanOrEqual(1920);
      expect(placed.width).toBeGreaterThanOrEqual(MIN_SIZE.width);
      expect(placed.height).toBeLessThanOrEqual(1080);
    }),
    { numRuns: 1000 },
  );
});
