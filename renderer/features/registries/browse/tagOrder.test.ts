import { expect, test } from 'vitest';
import { inOrder } from './tagOrder.ts';

test('latest comes first, then the highest numbers', () => {
  expect(inOrder(['1.2', '1.10', 'latest', 'alpine', '2', '1.9'])).toEqual([
    'latest',
    'alpine',
    '2',
    '1.10',
    '1.9',
    '1.2',
  ]);
});
