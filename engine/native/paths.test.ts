import { expect, test } from 'vitest';
import { enginePaths } from './paths.ts';

test('an engine’s sockets are in its own folder, and elsewhere when that has too long a name for sockets', () => {
  expect(enginePaths('/data/engine', '/run').socket).toBe('/data/engine/run/docker.sock');
  const long = enginePaths(`/home/${'x'.repeat(90)}/engine`, '/run/user/1000');
  expect(long.socket).toMatch(/^\/run\/user\/1000\/gantry-[0-9a-f]{6}\/docker\.sock$/);
  expect(long.dataRoot).toContain('xxx');
});

test('two engines of one machine have nothing in common', () => {
  const one = enginePaths(`/home/${'x'.repeat(90)}/one`, '/run');
  const other = enginePaths(`/home/${'x'.repeat(90)}/two`, '/run');
  const values = Object.values(other);
  expect(Object.values(one).filter((value) => values.includes(value))).toEqual([]);
});
