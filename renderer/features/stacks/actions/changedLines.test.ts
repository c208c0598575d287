import { expect, test } from 'vitest';
import { changedLines } from './changedLines.ts';

const shown = (before: readonly string[], after: readonly string[]) =>
  changedLines(before.join('\n'), after.join('\n')).map(({ sign, line }) => `${sign}${line}`);

test('what goes and what comes is shown with a line around it, and what is between is left out', () => {
  expect(shown(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'], ['a', 'b', 'X', 'd', 'e', 'f', 'g', 'Y', 'h'])).toEqual([
    ...['b', '−c', '+X', 'd', '…', 'g', '+Y', 'h'],
  ]);
});

test('a first and a last line are lines too', () => {
  expect(shown(['x', 'a'], ['a', 'y'])).toEqual(['−x', 'a', '+y']);
  expect(shown(['a'], ['a'])).toEqual([]);
});
