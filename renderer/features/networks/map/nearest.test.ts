import { expect, test } from 'vitest';
import { nearest } from './nearest.ts';

const points = new Map([
  ['a', { x: 0, y: 0 }],
  ['b', { x: 100, y: 0 }],
  ['c', { x: 0, y: 50 }],
  ['d', { x: 100, y: 50 }],
]);

test('arrows go to what lies there, and along rows and columns first', () => {
  expect(nearest(points.get('a')!, 'ArrowRight', points)).toBe('b');
  expect(nearest(points.get('a')!, 'ArrowDown', points)).toBe('c');
  expect(nearest(points.get('d')!, 'ArrowUp', points)).toBe('b');
  expect(nearest(points.get('d')!, 'ArrowLeft', points)).toBe('c');
  expect(nearest(points.get('a')!, 'ArrowLeft', points)).toBeUndefined();
});
