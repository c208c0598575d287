import { expect, test } from 'vitest';
import { TransferRate } from './transferRate.ts';

test('the rate is that of the last five seconds, and sinks to nothing where nothing comes', () => {
  const rate = new TransferRate();
  rate.add(0, 0);
  expect(rate.perSecond(0)).toBeUndefined();
  for (let at = 100; at <= 10_000; at += 100) rate.add(at, at * 2);
  expect(rate.perSecond(10_000)).toBe(2000);
  expect(rate.perSecond(12_500)).toBeLessThan(1100);
  expect(rate.perSecond(20_000)).toBe(0);
});

test('a download that begins again begins its rate again', () => {
  const rate = new TransferRate();
  rate.add(0, 0);
  rate.add(1000, 50_000);
  rate.add(2000, 0);
  rate.add(3000, 1000);
  expect(rate.perSecond(3000)).toBe(1000);
});
