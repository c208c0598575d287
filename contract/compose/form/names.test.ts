import { expect, test } from 'vitest';
import { editCompose } from '../editCompose.ts';
import { parseCompose } from '../parseCompose.ts';
import { inheritedAt } from './inherited.ts';
import { removeNamed } from './names.ts';

const FILE = `services:
  web:
    image: a
    depends_on: [db, cache]
    network_mode: service:db
  job:
    image: b
    depends_on:
      db:
        condition: service_healthy
  cache:
    extends: db
  db:
    image: c # the store
    restart: always
  far:
    extends:
      file: other.yaml
      service: base
`;

const offsets = (text: string, of: RegExp) => [...text.matchAll(of)].map((match) => match.index);

test('a service goes with what names it, and what is left empty by that goes too', () => {
  const doc = parseCompose(FILE);
  const uses = offsets(FILE, /(?<=\[)db|(?<=service:)db|(?<=extends: )db|(?<=^ {6})db(?=:)/gm);
  expect(uses).toHaveLength(4);
  const outcome = editCompose(FILE, removeNamed(doc, ['services', 'db'], uses));
  expect(outcome).toMatchObject({
    ok: true,
    text: `services:
  web:
    image: a
    depends_on: [cache]
  job:
    image: b
  cache: {}
  far:
    extends:
      file: other.yaml
      service: base
`,
  });
});

test('the last volume takes the section with it', () => {
  const text = 'services:\n  web:\n    image: a\n    volumes: ["data:/d"]\nvolumes:\n  data:\n';
  const outcome = editCompose(
    text,
    removeNamed(parseCompose(text), ['volumes', 'data'], offsets(text, /data(?=:\/)/g)),
  );
  expect(outcome).toMatchObject({ ok: true, text: 'services:\n  web:\n    image: a\n' });
});

test('what a service has by extends is found, also through circles and in other files', () => {
  const doc = parseCompose(FILE);
  expect(inheritedAt(doc, ['services', 'cache', 'restart'])).toMatchObject({ service: 'db', node: { text: 'always' } });
  expect(inheritedAt(doc, ['services', 'cache', 'cpus'])).toBeUndefined();
  expect(inheritedAt(doc, ['services', 'far', 'image'])).toEqual({ service: 'base', file: 'other.yaml' });
  const circle = parseCompose('services:\n  a: {extends: b}\n  b: {extends: {service: a}}\n');
  expect(inheritedAt(circle, ['services', 'a', 'image'])).toBeUndefined();
});
