import { expect, test } from 'vitest';
import { readOwner } from './owner.ts';

test('the owner of a port is read from what ss and lsof say', () => {
  const ss = 'LISTEN 0 511 0.0.0.0:8080 0.0.0.0:* users:(("nginx",pid=12,fd=6),("nginx",pid=13,fd=6))';
  expect(readOwner(ss)).toBe('nginx (process 12)');
  expect(readOwner('p501\ncControl Center\nf9\n')).toBe('Control Center (process 501)');
  expect(readOwner('LISTEN 0 511 0.0.0.0:8080 0.0.0.0:*')).toBeUndefined();
  expect(readOwner('')).toBeUndefined();
});
