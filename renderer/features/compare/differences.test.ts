import { expect, test } from 'vitest';
import type { Difference } from '../../../contract/model/imageFiles.ts';
import { countsOf, shownOf } from './differences.ts';

const all = (...differences: Difference[]) => differences.map((difference) => ({ difference }));

test('differences are counted in words', () => {
  expect(countsOf(all('same', 'added', 'same', 'removed', 'added'))).toBe('2 added, 1 removed, 2 the same');
  expect(countsOf(all('same', 'same'))).toBe('All 2 are the same.');
  expect(countsOf(all('same'))).toBe('It is the same.');
  expect(countsOf(all('changed'))).toBe('1 changed');
});

test('what is the same can be left out', () => {
  expect(shownOf(all('same', 'added'), true)).toEqual(all('added'));
  expect(shownOf(all('same', 'added'), false)).toHaveLength(2);
});
