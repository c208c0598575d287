import { expect, test } from 'vitest';
import { proxyFor } from './proxy.ts';

const env = { HTTPS_PROXY: 'http://proxy:3128', http_proxy: 'proxy:3128' };

test.each([
  ['https://ghcr.io/v2/', '', 'http://proxy:3128'],
  ['http://registry.example/v2/', '', 'http://proxy:3128'],
  ['https://localhost:5000/', '', undefined],
  ['https://127.0.0.1:5000/', '', undefined],
  ['https://[::1]:5000/', '', undefined],
  ['https://ghcr.io/', '*', undefined],
  ['https://ghcr.io/', 'quay.io, ghcr.io', undefined],
  ['https://pkg.ghcr.io/', 'ghcr.io', undefined],
  ['https://pkg.ghcr.io/', '.ghcr.io', undefined],
  ['https://ghcr.io/', '.ghcr.io', 'http://proxy:3128'],
  ['https://notghcr.io/', 'ghcr.io', 'http://proxy:3128'],
  ['https://ghcr.io:8443/', 'ghcr.io:8443', undefined],
  ['https://ghcr.io/', 'ghcr.io:8443', 'http://proxy:3128'],
  ['https://10.1.2.3/', '10.0.0.0/8', undefined],
  ['https://11.1.2.3/', '10.0.0.0/8', 'http://proxy:3128'],
  ['https://10.1.2.3/', '10.1.2.3', undefined],
  ['https://[fd00::1]/', 'fd00::/8', undefined],
  ['https://10.1.2.3/', '10.0.0.0/99', 'http://proxy:3128'],
])('%s with NO_PROXY=%s goes by way of %s', (url, noProxy, proxy) => {
  expect(proxyFor(new URL(url), { ...env, no_proxy: noProxy })).toBe(proxy);
});

test('without a proxy there is none', () => {
  expect(proxyFor(new URL('https://ghcr.io'), {})).toBeUndefined();
  expect(proxyFor(new URL('https://ghcr.io'), { HTTP_PROXY: 'proxy:1' })).toBeUndefined();
});
