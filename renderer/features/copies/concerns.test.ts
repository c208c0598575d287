import { expect, test } from 'vitest';
import { concernText, isBlocking } from './concerns.ts';

test('what keeps a stack from coming up is told apart from what is only different there', () => {
  const taken = { type: 'port-taken', hostPort: 80, protocol: 'tcp', owner: 'web' } as const;
  const path = { type: 'host-path', service: 'db', path: '/srv/db' } as const;
  expect([taken, path].map(isBlocking)).toEqual([true, false]);
  expect(concernText(taken, 'lab')).toBe('Port 80/tcp on lab is taken by web. Stop it, or publish another port.');
  expect(concernText(path, 'lab')).toContain('a path of its own machine');
});
