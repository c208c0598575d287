import { expect, test } from 'vitest';
import { apiHost, apiRepository, credentialKey, isLoopback, registryName } from './address.ts';

test.each([
  ['ghcr.io', 'ghcr.io'],
  ['https://Registry.Example:5000/v2/', 'registry.example:5000'],
  ['https://index.docker.io/v1/', 'docker.io'],
  ['registry-1.docker.io', 'docker.io'],
  ['hub.docker.com', 'docker.io'],
  ['[::1]:5000', '[::1]:5000'],
  ['not a host', undefined],
  ['', undefined],
  ['host:port', undefined],
])('%s is the registry %s', (text, name) => {
  expect(registryName(text)).toBe(name);
});

test('Docker Hub has one name for images, one for its API and one for sign-ins', () => {
  expect([apiHost('docker.io'), credentialKey('docker.io')]).toEqual([
    'registry-1.docker.io',
    'https://index.docker.io/v1/',
  ]);
  expect(apiRepository('docker.io', 'redis')).toBe('library/redis');
  expect(apiRepository('docker.io', 'me/app')).toBe('me/app');
  expect(apiRepository('ghcr.io', 'app')).toBe('app');
});

test('what is this computer itself is known by its address', () => {
  expect(['localhost:5000', '127.0.0.1', '127.1.2.3:80', '[::1]:5000'].every(isLoopback)).toBe(true);
  expect(['localhost.example', '128.0.0.1', 'ghcr.io', '[fe80::1]'].some(isLoopback)).toBe(false);
});
