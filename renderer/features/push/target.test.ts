import { expect, test } from 'vitest';
import { isSameName, withPrefix } from './target.ts';

test.each([
  ['me', 'redis:7', 'me/redis:7'],
  ['localhost:5000', 'ghcr.io/owner/team/app', 'localhost:5000/app:latest'],
  ['ghcr.io/me', 'localhost:5000/app:1', 'ghcr.io/me/app:1'],
])('at %s, %s becomes %s', (prefix, reference, expected) => {
  expect(withPrefix(prefix, reference)).toBe(expected);
});

test('a name with and without what Docker adds is the same', () => {
  expect(isSameName('redis', 'docker.io/library/redis:latest')).toBe(true);
  expect(isSameName('redis', 'redis:7')).toBe(false);
  expect(isSameName('UPPER', 'UPPER')).toBe(false);
});
