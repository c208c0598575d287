import { expect, test } from 'vitest';
import { isRootOn } from './buildSteps.ts';

const of = (dataRoot: string) =>
  [
    `282 186 0:83 / / rw,relatime - overlay overlay rw,lowerdir=${dataRoot}/overlay2/l/A,upperdir=${dataRoot}/overlay2/x/diff,workdir=${dataRoot}/overlay2/x/work`,
    '283 282 0:88 / /proc rw,nosuid,nodev,noexec,relatime - proc proc rw',
  ].join('\n');

test('a command of a build belongs to the engine whose folder its changes go to', () => {
  expect(isRootOn(of('/srv/gantry/data'), '/srv/gantry/data')).toBe(true);
  expect(isRootOn(of(String.raw`/srv/my\040engine/data`), '/srv/my engine/data')).toBe(true);
  expect(isRootOn(of('/var/lib/docker'), '/srv/gantry/data')).toBe(false);
  expect(isRootOn(of('/srv/gantry/data2'), '/srv/gantry/data')).toBe(false);
  expect(isRootOn('25 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw', '/srv/gantry/data')).toBe(false);
});
