import { expect, test } from 'vitest';
import { mountsBelow } from './mounts.ts';

test('only what is below the folder, the innermost first, with its spaces', () => {
  const mountinfo = `22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
40 22 254:0 /e /var/my\\040engine/data rw - ext4 /dev/vda rw
41 40 0:30 / /var/my\\040engine/data/overlay2/1/merged rw - overlay overlay rw
42 22 0:31 / /var/my\\040engineer rw - tmpfs tmpfs rw
`;
  expect(mountsBelow(mountinfo, '/var/my engine')).toEqual([
    '/var/my engine/data/overlay2/1/merged',
    '/var/my engine/data',
  ]);
});
