import { expect, test } from 'vitest';
import { settingsOf } from './localForms.ts';

test('what is typed for a place becomes the options of the local driver', () => {
  expect(settingsOf('disk', { device: '/x' })).toEqual({});
  expect(settingsOf('bind', { device: ' /srv/data ' })).toEqual({ type: 'none', o: 'bind', device: '/srv/data' });
  expect(settingsOf('nfs', { server: '10.0.0.1', device: '/export', o: 'rw' })).toEqual({
    type: 'nfs',
    o: 'addr=10.0.0.1,rw',
    device: ':/export',
  });
  expect(settingsOf('nfs', { server: 'a', device: ':/export' })).toMatchObject({ device: ':/export' });
  expect(settingsOf('cifs', { device: '//a/b', username: 'me', password: 'x' })).toMatchObject({
    o: 'username=me,password=x',
  });
  expect(settingsOf('tmpfs', {})).toEqual({ type: 'tmpfs', device: 'tmpfs' });
  expect(settingsOf('tmpfs', { size: '10m' })).toEqual({ type: 'tmpfs', device: 'tmpfs', o: 'size=10m' });
});
