import { expect, test } from 'vitest';
import { placeFolders } from './folders.ts';

const paths = (folders: readonly string[], platform: NodeJS.Platform = 'linux') =>
  placeFolders(
    folders.map((path) => ({ path, isReadOnly: false })),
    platform,
  ).map(({ guestPath }) => guestPath);

test('folders have the same path in the guest; none is there twice or inside another', () => {
  expect(paths(['/home/me/', '/home/me', '/home/me/project', '/root', '/srv/a b'])).toEqual([
    '/home/me',
    '/root',
    '/srv/a b',
  ]);
  expect(paths([String.raw`C:\Users\me`], 'win32')).toEqual(['/mnt/c/Users/me']);
});

test('one that may only be read stays one inside another', () => {
  const placed = placeFolders(
    [
      { path: '/home/me', isReadOnly: false },
      { path: '/home/me/keep', isReadOnly: true },
    ],
    'linux',
  );
  expect(placed.map(({ guestPath, isReadOnly }) => [guestPath, isReadOnly])).toEqual([
    ['/home/me', false],
    ['/home/me/keep', true],
  ]);
});

test.each([
  '/',
  '/usr',
  '/usr/local/src',
  '/var',
  '/var/lib/docker',
  '/etc/nginx',
  '/proc',
  '/run/user',
  'home',
  '/a\tb',
])('%s cannot be shared, with the reason', (path) => {
  expect(() => paths([path])).toThrow(`${path} cannot be shared`);
});
