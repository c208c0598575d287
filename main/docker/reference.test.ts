import { expect, test } from 'vitest';
import { AppFailure } from '../../contract/errors.ts';
import { parseReference } from './reference.ts';

const D = `sha256:${'a'.repeat(64)}`;

test.each([
  ['redis', { registry: 'docker.io', repository: 'redis', tag: 'latest', familiar: 'redis:latest' }],
  ['redis:7', { registry: 'docker.io', repository: 'redis', tag: '7', familiar: 'redis:7' }],
  ['library/redis', { registry: 'docker.io', repository: 'redis', tag: 'latest', familiar: 'redis:latest' }],
  ['docker.io/library/redis:7', { registry: 'docker.io', repository: 'redis', tag: '7', familiar: 'redis:7' }],
  ['index.docker.io/me/app', { registry: 'docker.io', repository: 'me/app', tag: 'latest', familiar: 'me/app:latest' }],
  ['ghcr.io/o/n:v1', { registry: 'ghcr.io', repository: 'ghcr.io/o/n', tag: 'v1', familiar: 'ghcr.io/o/n:v1' }],
  ['localhost/x', { registry: 'localhost', repository: 'localhost/x', tag: 'latest', familiar: 'localhost/x:latest' }],
  [
    'localhost:5000/x',
    { registry: 'localhost:5000', repository: 'localhost:5000/x', tag: 'latest', familiar: 'localhost:5000/x:latest' },
  ],
  ['[::1]:5000/x:1', { registry: '[::1]:5000', repository: '[::1]:5000/x', tag: '1', familiar: '[::1]:5000/x:1' }],
  [`redis@${D}`, { registry: 'docker.io', repository: 'redis', digest: D, familiar: `redis@${D}` }],
  [`redis:7@${D}`, { registry: 'docker.io', repository: 'redis', tag: '7', digest: D, familiar: `redis:7@${D}` }],
  ['  a/b-c__d.e ', { registry: 'docker.io', repository: 'a/b-c__d.e', tag: 'latest', familiar: 'a/b-c__d.e:latest' }],
])('“%s” is taken apart as the CLI does', (text, expected) => {
  expect(parseReference(text)).toEqual(expected);
});

test.each([
  '',
  ':',
  'UPPER',
  'a//b',
  'a:b:c',
  'a@sha256:12',
  'a b',
  '-a',
  'a/',
  'redis:',
  'redis:-x',
  'a'.repeat(64).replaceAll('a', 'f'),
  `a@${D}@${D}`,
])('“%s” is refused, at the field it came from', (text) => {
  let thrown: unknown;
  try {
    parseReference(text);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(AppFailure);
  expect((thrown as AppFailure).error).toMatchObject({ code: 'invalid-input', path: ['image'] });
});
