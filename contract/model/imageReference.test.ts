import { expect, test } from 'vitest';
import { namespaceOf, pathOnRegistry, readReference, registryOf } from './imageReference.ts';

const D = `sha256:${'a'.repeat(64)}`;
const long = (length: number) => 'x'.repeat(length);

test.each([
  ['', 'name', /needs a name/, undefined],
  ['UPPER/case', 'name', /lower case/, 'upper/case'],
  ['Nginx:1.25', 'name', /lower case/, 'nginx:1.25'],
  ['ghcr.io/Owner/App', 'name', /lower case/, 'ghcr.io/owner/app'],
  [`a:${long(129)}`, 'tag', /129 characters; 128/, `a:${long(128)}`],
  ['redis:', 'tag', /missing/, undefined],
  ['redis:a b', 'tag', /letters, digits/, 'redis:a-b'],
  ['redis:-x', 'tag', /letters, digits/, 'redis:x'],
  ['a@sha256:12', 'digest', /not complete/, undefined],
  [`a@${D}@${D}`, 'digest', /one digest/, undefined],
  ['https://ghcr.io/a/b', 'name', /has no “https:\/\/”/, 'ghcr.io/a/b'],
  ['a b', 'name', /space/, undefined],
  ['a//b', 'name', /not a name/, undefined],
  ['ghcr.io:x/a', 'registry', /not the address/, undefined],
  [long(256), 'name', /too long/, undefined],
  ['f'.repeat(64), 'name', /id of an image/, undefined],
] as const)(
  'what is wrong with “%s” is said of its %s, with what to write where that is plain',
  (text, part, message, fixed) => {
    const read = readReference(text);
    if (read.ok) throw new Error(`It was taken for ${read.reference.familiar}.`);
    expect(read.problem.part).toBe(part);
    expect(read.problem.message).toMatch(message);
    expect(read.problem.fixed).toBe(fixed);
    expect(readReference(fixed ?? 'redis').ok).toBe(true);
  },
);

test.each([
  ['redis', 'library/redis', 'library'],
  ['me/app', 'me/app', 'me'],
  ['ghcr.io/o/team/n', 'o/team/n', 'o/team'],
  ['localhost:5000/x', 'x', undefined],
])('“%s” is %s on its registry, of the namespace %s', (text, path, namespace) => {
  const read = readReference(text);
  if (!read.ok) throw new Error(read.problem.message);
  expect(pathOnRegistry(read.reference)).toBe(path);
  expect(namespaceOf(read.reference)).toBe(namespace);
});

test('a tag of 128 characters and a registry in capital letters with a port are fine', () => {
  expect(readReference(`a:${long(128)}`).ok).toBe(true);
  expect(readReference('UPPER:443/case').ok).toBe(true);
});

test.each([
  ['redis', 'docker.io'],
  ['owner/name:1', 'docker.io'],
  ['docker.io/', 'docker.io'],
  ['index.docker.io/owner/name', 'docker.io'],
  ['ghcr.io/Owner', 'ghcr.io'],
  ['localhost/app', 'localhost'],
  ['127.0.0.1:5000/team/app:no tag', '127.0.0.1:5000'],
  ['', 'docker.io'],
])('“%s” points to %s, be it right or not', (name, registry) => {
  expect(registryOf(name)).toBe(registry);
});
