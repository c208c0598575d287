import { expect, test } from 'vitest';
import { originText } from './imageOrigin.ts';

test.each(['nginx', 'nginx:1.27', 'library/redis', 'docker.io/library/redis:7', ''])(
  'of an official image nothing is said: %s',
  (reference) => expect(originText(reference)).toBeUndefined(),
);

test.each(['someone/nginx', 'someone/nginx:1', 'docker.io/someone/nginx', `someone/nginx@sha256:${'a'.repeat(64)}`])(
  'who made another one is named: %s',
  (reference) => expect(originText(reference)).toContain('“someone” and not one of Docker’s official images'),
);

test.each([
  ['registry.example/team/app', 'registry.example'],
  ['localhost/app', 'localhost'],
  ['127.0.0.1:5000/app:1', '127.0.0.1:5000'],
])('another registry is named: %s', (reference, registry) =>
  expect(originText(reference)).toContain(`the registry ${registry}:`),
);
