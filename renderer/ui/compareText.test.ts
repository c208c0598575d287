import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareText } from './compareText.ts';

test('numbers within names count as numbers, and case does not count', () => {
  expect(['web-10', 'Web-2', 'api', 'web-1'].toSorted(compareText)).toEqual(['api', 'web-1', 'Web-2', 'web-10']);
});

test('any three texts are in one order', () => {
  const text = fc.stringMatching(/^[a-zA-Z0-9_.-]{0,6}$/);
  fc.assert(
    fc.property(text, text, text, (a, b, c) => {
      expect(Math.sign(compareText(a, b))).toBe(-Math.sign(compareText(b, a)) + 0);
      const sorted = [a, b, c].toSorted(compareText);
      expect(compareText(sorted[0] ?? '', sorted[2] ?? '')).toBeLessThanOrEqual(0);
    }),
  );
});
