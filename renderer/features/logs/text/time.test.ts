import { describe, expect, it } from 'vitest';
import { formatLogTime } from './time.ts';

const at = Date.UTC(2026, 10, 21, 9, 8, 7, 65);

describe('the time of a line', () => {
  it('is ISO in UTC', () => {
    expect(formatLogTime(at, 'utc', 0)).toBe('2026-11-21T09:08:07.065Z');
  });

  it('is the wall clock where the person is', () => {
    const date = new Date(2026, 10, 21, 9, 8, 7, 65);
    expect(formatLogTime(date.getTime(), 'local', 0)).toBe('2026-11-21 09:08:07.065');
  });

  it.each([
    [0, '0s ago'],
    [59_999, '59s ago'],
    [61_000, '1m 01s ago'],
    [3_723_000, '1h 02m ago'],
    [90_000_000, '1d 01h ago'],
    [-5000, '0s ago'],
  ])('is %d ms old: %s', (age, text) => {
    expect(formatLogTime(at, 'relative', at + age)).toBe(text);
  });

  it('is empty where there is none', () => {
    expect(formatLogTime(Number.NaN, 'local', 0)).toBe('');
    expect(formatLogTime(at, 'none', 0)).toBe('');
  });
});
