import { expect, test } from 'vitest';
import { formatAge, formatDuration, formatElapsed, formatMemory, formatPercent, formatSize } from './format.ts';

test('memory counts in steps of 1024 with four digits, as docker stats does', () => {
  expect(formatMemory(0)).toBe('0 B');
  expect(formatMemory(1023)).toBe('1023 B');
  expect(formatMemory(1024)).toBe('1 KiB');
  expect(formatMemory(15_728_640)).toBe('15 MiB');
  expect(formatMemory(3_972_001_792)).toBe('3.699 GiB');
});

test('sizes count in steps of 1000 with three digits, as docker images does', () => {
  expect(formatSize(4_261_502)).toBe('4.26 MB');
  expect(formatSize(999)).toBe('999 B');
  expect(formatSize(1_030)).toBe('1.03 kB');
});

test('a percentage keeps two decimals while it is small', () => {
  expect(formatPercent(0.351)).toBe('0.35%');
  expect(formatPercent(12.34)).toBe('12.3%');
  expect(formatPercent(203.6)).toBe('204%');
});

test('durations use the words of docker ps', () => {
  const minute = 60_000;
  const hour = 60 * minute;
  expect(formatDuration(400)).toBe('Less than a second');
  expect(formatDuration(59_000)).toBe('59 seconds');
  expect(formatDuration(119_000)).toBe('About a minute');
  expect(formatDuration(59 * minute)).toBe('59 minutes');
  expect(formatDuration(60 * minute)).toBe('About an hour');
  expect(formatDuration(47 * hour)).toBe('47 hours');
  expect(formatDuration(49 * hour)).toBe('2 days');
  expect(formatDuration(15 * 24 * hour)).toBe('2 weeks');
  expect(formatDuration(90 * 24 * hour)).toBe('3 months');
  expect(formatDuration(3 * 365 * 24 * hour)).toBe('3 years');
});

test('an age fits a narrow column', () => {
  expect(formatAge(-5)).toBe('0s');
  expect(formatAge(8_200)).toBe('8s');
  expect(formatAge(3 * 3_600_000)).toBe('3h');
  expect(formatAge(12 * 86_400_000)).toBe('12d');
});

test('what something took is shown in the unit that says most', () => {
  expect(formatElapsed(38.4)).toBe('38 ms');
  expect(formatElapsed(1_234)).toBe('1.2 s');
  expect(formatElapsed(125_000)).toBe('2 min 5 s');
});
