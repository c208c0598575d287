import { expect, test } from 'vitest';
import { growthOf, growthPath } from './growthPath.ts';

test('a measurement stands where its time is, and the largest reaches the top', () => {
  const sizes = [
    { at: 0, sizeBytes: 0 },
    { at: 75, sizeBytes: 50 },
    { at: 100, sizeBytes: 100 },
  ];
  expect(growthPath(sizes, 200, 40)).toBe('M0.0 40.0 L150.0 20.0 L200.0 0.0');
  expect(growthOf(sizes)).toBe(100);
});

test('one measurement is no line', () => {
  expect(growthPath([{ at: 1, sizeBytes: 2 }], 10, 10)).toBe('');
  expect(growthOf([])).toBe(0);
});
