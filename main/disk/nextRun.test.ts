import { expect, test } from 'vitest';
import type { DiskRule } from '../../contract/model/disk.ts';
import { nextRunAt } from './nextRun.ts';

const rule = (schedule: DiskRule['schedule']): DiskRule => ({ id: 'a', name: 'a', context: 'default', schedule });
const at = (day: number, hour: number, minute = 0) => new Date(2026, 9, day, hour, minute).getTime();
const nightly = rule({ everyDays: 1, atMinute: 3 * 60 });
const weekly = rule({ everyDays: 7, atMinute: 3 * 60 });

test('a rule without a schedule never runs by itself', () => {
  expect(nextRunAt(rule(undefined), at(1, 12), undefined)).toBeUndefined();
});

test('a new rule runs at the next time of its hour, today or tomorrow', () => {
  expect(nextRunAt(nightly, at(1, 2), undefined)).toBe(at(1, 3));
  expect(nextRunAt(nightly, at(1, 12), undefined)).toBe(at(2, 3));
  expect(nextRunAt(weekly, at(1, 12), undefined)).toBe(at(2, 3));
});

test('then it runs every so many days, at the same hour also where the clock was put back', () => {
  expect(nextRunAt(weekly, at(1, 12), at(2, 3))).toBe(at(9, 3));
  expect(nextRunAt(nightly, at(1, 12), at(24, 3))).toBe(at(25, 3)); // the clocks of Europe go back on the 25th
});

test('one that ran late runs at its hour again the next time', () => {
  expect(nextRunAt(nightly, at(1, 12), at(5, 9, 30))).toBe(at(6, 3));
});
