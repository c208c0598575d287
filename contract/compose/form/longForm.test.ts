import { expect, test } from 'vitest';
import { editCompose } from '../editCompose.ts';
import { parseCompose } from '../parseCompose.ts';
import { type Rewritten, toLongForm, toMapForm } from './longForm.ts';
import { readRows } from './rows.ts';
import { shortSyntaxAt } from './shortSyntaxes.ts';

const FILE = `services:
  web:
    ports:
      - "127.0.0.1:8080:80/udp" # http
      - 8000-8010:8000-8010
    volumes:
      - ./a:/b:ro
      - data:/d
      - \${DIR}:/e
      - vol:/z:nocopy
`;

function long(key: string, index: number): string | undefined {
  const path = ['services', 'web', key];
  const row = readRows(parseCompose(FILE), path, shortSyntaxAt(path))[index];
  if (row?.written !== 'short') throw new Error('not short');
  const long = toLongForm(row, shortSyntaxAt(path)!);
  if (!long || 'why' in long) return long?.why;
  const outcome = editCompose(FILE, long.edits);
  return outcome.ok ? outcome.text : outcome.refusal.message;
}

test('a short port and a short mount become long ones that mean the same', () => {
  expect(long('ports', 0)).toBe(
    FILE.replace(
      '- "127.0.0.1:8080:80/udp" # http\n',
      '- target: 80 # http\n        published: "8080"\n        host_ip: "127.0.0.1"\n        protocol: "udp"\n',
    ),
  );
  expect(parseCompose(long('volumes', 0) ?? '').valueAt(['services', 'web', 'volumes', 0])).toEqual({
    ...{ type: 'bind', source: './a', target: '/b', read_only: true },
    bind: { create_host_path: true },
  });
  expect(parseCompose(long('volumes', 1) ?? '').valueAt(['services', 'web', 'volumes', 1])).toEqual({
    ...{ type: 'volume', source: 'data', target: '/d' },
  });
});

test('what would not surely mean the same is told, with the reason', () => {
  expect(long('ports', 1)).toMatch(/^The long form has one container port, and “.+” may be several\.$/);
  expect(long('volumes', 2)).toBe('What ${DIR} will be is not known: a folder, or the name of a volume.');
  expect(long('volumes', 3)).toContain('“nocopy”');
});

test('a list of names becomes a map of the same names, unless a comment would go with it', () => {
  const text = `services:
  web:
    depends_on: [db, cache]
    networks:
      - front # the outer one
  job:
    networks:
      - front
      - back
`;
  const doc = parseCompose(text);
  const edits = [
    ...editsOf(toMapForm(doc, ['services', 'web', 'depends_on'])),
    ...editsOf(toMapForm(doc, ['services', 'job', 'networks'])),
  ];
  const outcome = editCompose(text, edits);
  expect(outcome.ok && parseCompose(outcome.text).valueAt([])).toEqual({
    services: {
      web: {
        depends_on: { db: { condition: 'service_started' }, cache: { condition: 'service_started' } },
        networks: ['front'],
      },
      job: { networks: { front: null, back: null } },
    },
  });
  expect(outcome.ok && outcome.text).toContain('- front # the outer one');
  expect(toMapForm(doc, ['services', 'web', 'networks'])).toEqual({ why: 'A comment in it would be lost.' });
  expect(toMapForm(doc, ['services', 'web', 'image'])).toBeUndefined();
});

const editsOf = (made: Rewritten | undefined) => (made && 'edits' in made ? made.edits : []);

test('a name that is twice in a list, or no name, is why it is no map', () => {
  const doc = parseCompose('services:\n  a:\n    networks: [x, x]\n    depends_on: [[y]]\n');
  expect(toMapForm(doc, ['services', 'a', 'networks'])).toMatchObject({ why: expect.stringContaining('twice') });
  expect(toMapForm(doc, ['services', 'a', 'depends_on'])).toEqual({ why: 'Not all of its entries are names.' });
});
