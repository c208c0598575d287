import { expect, test } from 'vitest';
import { settingsOf } from './settingsOf.ts';

const id = 'a1b2c3d4e5f6'.padEnd(64, '0');
const defaults = { hostName: 'box', logDriver: 'journald', runtime: 'crun', cgroupnsMode: 'private' };
const SEARCHED = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
/** As Podman 4.3 and 5.4 say it. */
const PODMANS = ['container=podman', SEARCHED, 'TERM=xterm', 'HOSTNAME=a1b2c3d4e5f6'];

const envOf = (Env: readonly string[], User = '', image: readonly string[] = []) =>
  settingsOf({ Id: id, Config: { Env, Hostname: 'a1b2c3d4e5f6', User } } as never, { Env: image }, defaults).env.map(
    ({ name, value }) => `${name}=${value}`,
  );

test('what Podman sets by itself is not taken for what somebody chose', () => {
  expect(envOf([...PODMANS, 'HOME=/root', 'MINE=1'])).toEqual(['MINE=1']);
  expect(envOf([...PODMANS, 'HOME=/', 'MINE=1'], '1000')).toEqual(['MINE=1']);
});

test('other values of the same variables are somebody’s', () => {
  expect(envOf(['container=podman', 'HOSTNAME=a1b2c3d4e5f6', 'TERM=dumb', 'HOME=/data', 'PATH=/bin'])).toEqual([
    ...['TERM=dumb', 'HOME=/data', 'PATH=/bin'],
  ]);
  expect(envOf([...PODMANS, 'HOME=/root'], '1000')).toEqual(['HOME=/root']);
  expect(envOf(PODMANS, '', ['PATH=/opt/bin'])).toEqual([SEARCHED]);
});

test('on Docker every one is somebody’s', () => {
  expect(envOf(['container=podman', 'TERM=xterm', 'HOME=/root'])).toEqual([
    ...['container=podman', 'TERM=xterm', 'HOME=/root'],
  ]);
});
