import { expect, test } from 'vitest';
import { parseChallenge } from './challenge.ts';

test('what real registries ask for is understood', () => {
  expect(
    parseChallenge(
      'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:a/b:pull,push"',
    ),
  ).toEqual({
    scheme: 'bearer',
    realm: 'https://auth.docker.io/token',
    service: 'registry.docker.io',
    scope: 'repository:a/b:pull,push',
  });
  expect(parseChallenge('Basic realm="Registry Realm"')).toEqual({ scheme: 'basic' });
  expect(parseChallenge('bearer realm=https://ghcr.io/token, service="a \\"b\\""')).toEqual({
    scheme: 'bearer',
    realm: 'https://ghcr.io/token',
    service: 'a "b"',
  });
});

test('of several the one with tokens is taken, also of one header', () => {
  const bearer = { scheme: 'bearer', realm: 'https://r/token', service: 's' };
  expect(parseChallenge(['Basic realm="r"', 'Bearer realm="https://r/token",service="s"'])).toEqual(bearer);
  expect(parseChallenge('Basic realm="basic, r", Bearer realm="https://r/token",service="s"')).toEqual(bearer);
});

test('what is none is none', () => {
  expect(parseChallenge(undefined)).toBeUndefined();
  expect(parseChallenge('Negotiate')).toBeUndefined();
  expect(parseChallenge('Bearer service="no realm"')).toBeUndefined();
});
