import { expect, test } from 'vitest';
import { expiryOf } from './expiry.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const DAY = 86_400_000;

test.each([
  [400 * DAY, 'good', 'TLS, valid until'],
  [30 * DAY, 'good', 'TLS, valid until'],
  [30 * DAY - 1, 'soon', 'Your certificate expires in 29 days, on'],
  [DAY, 'soon', 'expires in one day'],
  [DAY - 1, 'soon', 'expires within a day'],
  [0, 'expired', 'Your certificate expired on'],
  [-400 * DAY, 'expired', 'expired on'],
])('with %d ms left it is %s', (left, state, text) => {
  expect(expiryOf({ first: 'cert', validUntil: NOW + left }, NOW)).toEqual({
    state,
    text: expect.stringContaining(text),
  });
});

test('an authority that runs out first is named', () => {
  expect(expiryOf({ first: 'ca', validUntil: NOW - 1 }, NOW).text).toMatch(/^Its authority expired/);
});
