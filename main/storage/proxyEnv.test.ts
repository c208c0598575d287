import { expect, test } from 'vitest';
import { AppProxy } from '../../contract/model/settings.ts';
import { proxyEnv } from './proxyEnv.ts';

test('proxies are the system’s, the person’s, or none, as chosen at the time of each look', () => {
  let proxy = AppProxy.parse({});
  const env = proxyEnv({ HOME: '/home/me', HTTPS_PROXY: 'http://system:1', no_proxy: 'local' }, () => proxy);
  expect({ ...env }).toMatchObject({ HOME: '/home/me', HTTPS_PROXY: 'http://system:1', no_proxy: 'local' });
  proxy = AppProxy.parse({ mode: 'manual', https: 'http://mine:2' });
  expect({ ...env }).toMatchObject({ HTTPS_PROXY: 'http://mine:2', https_proxy: 'http://mine:2' });
  expect(env['no_proxy']).toBeUndefined();
  proxy = AppProxy.parse({ mode: 'none', https: 'http://mine:2' });
  expect(env['HTTPS_PROXY'] ?? env['https_proxy']).toBeUndefined();
  expect(env['HOME']).toBe('/home/me');
});
