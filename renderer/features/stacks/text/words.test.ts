import { expect, test } from 'vitest';
import { countText } from './words.ts';

test.each([
  [{ runningCount: 0, containerCount: 0, wantedCount: 3 }, ''],
  [{ runningCount: 2, containerCount: 2, wantedCount: 3 }, '2 of 3'],
  [{ runningCount: 3, containerCount: 3, wantedCount: 3 }, '3'],
  [{ runningCount: 4, containerCount: 4, wantedCount: 3 }, '4'],
  [{ runningCount: 1, containerCount: 2 }, '1 of 2'],
])('how many run of those that are wanted: %j is “%s”', (stack, text) => expect(countText(stack)).toBe(text));
