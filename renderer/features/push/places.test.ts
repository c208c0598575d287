import { expect, test } from 'vitest';
import { concernsBut, placesOf } from './places.ts';

const namespaces = new Map([
  ['docker.io', ['me', 'acme']],
  ['registry.example', ['team/sub']],
]);

test('one’s own names come first, then those of organizations, then those of images here; each once', () => {
  const destinations = [
    { prefix: 'acme', registry: 'docker.io', from: 'image' },
    { prefix: 'localhost:5000', registry: 'localhost:5000', from: 'image' },
    { prefix: 'me', registry: 'docker.io', from: 'sign-in' },
  ] as const;
  expect(placesOf(destinations, namespaces)).toEqual([
    { prefix: 'me', isSignIn: true },
    { prefix: 'acme', isSignIn: false },
    { prefix: 'registry.example/team/sub', isSignIn: false },
    { prefix: 'localhost:5000', isSignIn: false },
  ]);
});

test('the name of one’s organization is no concern; that of somebody else is', () => {
  const other = (namespace: string) =>
    ({ type: 'other-namespace', namespace, username: 'me', suggested: 'me/app:1' }) as const;
  const moves = { type: 'name-moves', fromId: 'sha256:0' } as const;
  expect(concernsBut([other('acme'), moves], namespaces)).toEqual([moves]);
  expect(concernsBut([other('you'), moves], namespaces)).toEqual([other('you'), moves]);
});
