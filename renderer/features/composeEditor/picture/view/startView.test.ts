import { expect, test } from 'vitest';
import { startView } from './startView.ts';

const ROOM = { width: 800, height: 600 };
const node = (x: number, y: number) => ({ x, y, width: 184, height: 62 });

test('a small picture stands in the middle, no larger than it is', () => {
  const { x, y, zoom } = startView([node(0, 0), node(300, 100)], ROOM);
  expect(zoom).toBe(1);
  expect(x).toBe(400 - 242);
  expect(y).toBe(300 - 81);
});

test('one that is a little too large is made smaller, with all of it in sight', () => {
  const { x, zoom } = startView([node(0, 0), node(700, 0)], ROOM);
  expect(zoom).toBeGreaterThan(0.8);
  expect(zoom).toBeLessThan(1);
  expect(x).toBeCloseTo(28);
  expect(x + 884 * zoom).toBeCloseTo(772);
});

test('a large one is never smaller than can be read, and begins with what is at the left, at its top', () => {
  const many = Array.from({ length: 200 }, (_, index) => node(Math.floor(index / 20) * 400, 500 + (index % 20) * 90));
  const { x, y, zoom } = startView([...many, node(3600, 0)], ROOM);
  expect(zoom).toBe(0.8);
  expect(x).toBe(28);
  // What begins higher is far away at the right.
  expect(y).toBeCloseTo(28 - 500 * 0.8);
});

test('what is wanted of a large one is in the middle', () => {
  const wanted = node(4000, 3000);
  const { x, y, zoom } = startView([node(0, 0), wanted], ROOM, wanted);
  expect(4092 * zoom + x).toBeCloseTo(400);
  expect(3031 * zoom + y).toBeCloseTo(300);
});
