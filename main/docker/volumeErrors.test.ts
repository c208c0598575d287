import { expect, test } from 'vitest';
import { failureFromText } from './errors.ts';

const said = (text: string, name = 'data') => failureFromText(text, { context: 'c', kind: 'volume', name }).error;

test('a place that cannot be mounted is named, with what to look at', () => {
  const mount = (why: string) =>
    `error while mounting volume '/v/_data': failed to mount local volume: mount :/export:/v/_data, data: addr=10.0.0.1: ${why}`;
  expect(said(mount('connection refused'))).toMatchObject({
    code: 'conflict',
    message: 'The volume’s place, /export, could not be mounted: connection refused.',
    hint: expect.stringContaining('address'),
  });
  expect(said(mount('no such device'))).toMatchObject({ hint: expect.stringContaining('nfs-common') });
});

test('a volume in use says so', () => {
  expect(said('remove data: volume is in use - [3d7484fc]')).toMatchObject({ code: 'conflict' });
});

test('a name that the driver refuses is the name’s fault in a volume, and the mount’s in a container', () => {
  const text =
    'create a b: "a b" includes invalid characters for a local volume name, only "[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed';
  expect(said(text, 'a b')).toMatchObject({ code: 'invalid-input', path: ['name'] });
  const ofRun = failureFromText(text.replaceAll('a b', 'a/b'), { context: 'c', kind: 'container', name: 'web' }).error;
  expect(ofRun).toMatchObject({ path: ['mounts'] });
});
