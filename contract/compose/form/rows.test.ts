import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editCompose } from '../editCompose.ts';
import { type ComposeNode, type ComposeText, parseCompose, type Range } from '../parseCompose.ts';
import { composeText } from '../testing/generate.ts';
import { type FormRow, readRows, removeEntry, type RowWrite, writeKey, writePart, writeText } from './rows.ts';
import { type Parts, partsOf } from './shortSyntax.ts';
import { HOST, MOUNT, PAIR, PORT, shortSyntaxAt } from './shortSyntaxes.ts';

const FILE = `services:
  web: # front
    ports:
      - "8080:80" # http
      - 127.0.0.1:9000:9000/udp
      - '\${PORT:-80}:80'
      - 3000
      - target: 443
        published: "8443"
    volumes: [data:/d:ro, './a:/b', /anon]
    environment:
      - A=1
      - B
      - "C=x=y"
    labels:
      com.example.a: "1"
      empty:
    extra_hosts: ['a:1.2.3.4', b=::1]
`;

const at = (key: string) => ['services', 'web', key];
const rowsOf = (doc: ComposeText, key: string) => readRows(doc, at(key), shortSyntaxAt(at(key)));

function done(text: string, write: RowWrite): string {
  if ('problem' in write) throw new Error(write.problem);
  const outcome = editCompose(text, write.edits);
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  return outcome.text;
}
function short(key: string, index: number): FormRow & { written: 'short' } {
  const row = rowsOf(parseCompose(FILE), key)[index];
  if (row?.written !== 'short') throw new Error(`${row?.written}`);
  return row;
}

test('short ports are taken apart, variables stay whole, a long one stays long', () => {
  const rows = rowsOf(parseCompose(FILE), 'ports');
  expect(rows.map((row) => (row.written === 'short' ? row.parts : row.written))).toEqual([
    { target: '80', published: '8080', host_ip: undefined, protocol: undefined },
    { target: '9000', published: '9000', host_ip: '127.0.0.1', protocol: 'udp' },
    { target: '80', published: '${PORT:-80}', host_ip: undefined, protocol: undefined },
    { target: '3000', published: undefined, host_ip: undefined, protocol: undefined },
    'long',
  ]);
});

test('one part of a short form changes only its characters, and the quotes stay', () => {
  const port = writePart(short('ports', 0), PORT, 'published', '8081');
  expect(done(FILE, port)).toBe(FILE.replace('"8080:80"', '"8081:80"'));
  const variable = writePart(short('ports', 2), PORT, 'target', '8000');
  expect(done(FILE, variable)).toBe(FILE.replace("'${PORT:-80}:80'", "'${PORT:-80}:8000'"));
  const number = writePart(short('ports', 3), PORT, 'target', '3001');
  expect(done(FILE, number)).toBe(FILE.replace('- 3000', '- 3001'));
  const anyPort = writePart(short('ports', 1), PORT, 'published', '');
  expect(done(FILE, anyPort)).toBe(FILE.replace('127.0.0.1:9000:9000', '127.0.0.1::9000'));
  const mount = writePart(short('volumes', 0), MOUNT, 'mode', '');
  expect(done(FILE, mount)).toBe(FILE.replace('data:/d:ro', 'data:/d'));
  const host = writePart(short('extra_hosts', 0), HOST, 'value', '::2');
  expect(done(FILE, host)).toBe(FILE.replace('a:1.2.3.4', 'a:::2'));
});

test('what a short form cannot say is told, and nothing is written', () => {
  expect(writePart(short('ports', 0), PORT, 'target', '')).toEqual({ problem: 'Container port is needed.' });
  expect(writePart(short('ports', 0), PORT, 'published', '1:2:3')).toEqual({
    problem: 'The short form cannot say this.',
  });
  expect(writePart(short('volumes', 2), MOUNT, 'mode', 'ro')).toEqual({ problem: 'The short form cannot say this.' });
  expect(writePart(short('environment', 0), PAIR, 'key', 'A=B')).toEqual({
    problem: 'The short form cannot say this.',
  });
});

test('a variable of the list form keeps the difference between no value and an empty one', () => {
  expect(short('environment', 1).parts).toEqual({ key: 'B' });
  expect(done(FILE, writePart(short('environment', 1), PAIR, 'value', ''))).toBe(FILE.replace('- B\n', '- B=\n'));
  expect(done(FILE, writePart(short('environment', 2), PAIR, 'value', 'z'))).toBe(FILE.replace('C=x=y', 'C=z'));
});

test('a map keeps its form: its keys are renamed, its values set', () => {
  const [first, empty] = rowsOf(parseCompose(FILE), 'labels') as (FormRow & { written: 'pair' })[];
  expect([first, empty]).toMatchObject([
    { written: 'pair', key: 'com.example.a', text: '1' },
    { written: 'pair', key: 'empty' },
  ]);
  expect(empty?.text).toBeUndefined();
  expect(done(FILE, writeKey(first!, 'com.example.b'))).toBe(FILE.replace('example.a', 'example.b'));
  expect(done(FILE, writeText(first!, '2', ['string', 'number']))).toBe(FILE.replace('a: "1"', 'a: "2"'));
});

test('the last item takes its list with it', () => {
  const text = 'services:\n  web:\n    image: a\n    dns:\n      - 1.1.1.1\n';
  expect(done(text, { edits: removeEntry(parseCompose(text), ['services', 'web', 'dns', 0]) })).toBe(
    'services:\n  web:\n    image: a\n',
  );
});

const KEYS = ['ports', 'volumes', 'environment', 'labels', 'extra_hosts', 'dns', 'cap_add', 'command'];
const NEW: Readonly<Record<string, string>> = {
  published: '4711',
  target: '4712',
  host_ip: '127.0.0.2',
  protocol: 'udp',
  source: './other',
  mode: 'ro',
  key: 'NEW_NAME',
  value: 'a new: value #1',
};

/** `127.0.0.1::80` has an empty host port: none. */
const said = (parts: Parts) => Object.fromEntries(Object.entries(parts).map(([key, text]) => [key, text ?? '']));

/** Only what the row says is written anew; what comes by `<<` stays, and gets a key of its own beside it. */
const isWithin = ({ from, to }: Range, { origin, entryRange, range }: ComposeNode): boolean =>
  origin.how === 'own' ? from >= entryRange.from && to <= Math.max(entryRange.to, range.to) : from === to;

/** Every row of a file with the edit of each of its fields, and what must be read afterwards. */
function* writes(doc: ComposeText): Generator<{ row: FormRow; write: RowWrite; expected: object }> {
  for (const service of doc.keysAt(['services'])) {
    for (const key of KEYS) {
      const path = ['services', service, key];
      const syntax = shortSyntaxAt(path);
      for (const row of readRows(doc, path, syntax)) {
        if (row.written === 'short' && syntax) {
          for (const { id } of syntax.fields) {
            const text = id === 'target' && key === 'volumes' ? '/new/place' : (NEW[id] ?? 'new');
            const write = writePart(row, syntax, id, text);
            yield { row, write, expected: { parts: said({ ...row.parts, [id]: text }) } };
          }
        } else if (row.written === 'text' || row.written === 'pair') {
          yield { row, write: writeText(row, 'a new text', ['string']), expected: { text: 'a new text' } };
        }
      }
    }
  }
}

test('of any file: what is written into a row is what is read from it again, and no character outside of it changes', () => {
  let written = 0;
  let refused = 0;
  fc.assert(
    fc.property(composeText, (text) => {
      const doc = parseCompose(text);
      for (const { row, write, expected } of writes(doc)) {
        if ('problem' in write) continue;
        const outcome = editCompose(text, write.edits);
        // Shared by anchors and aliases: told, and nothing done.
        if (!outcome.ok) {
          refused += 1;
          continue;
        }
        written += 1;
        const again = readRows(parseCompose(outcome.text), row.path.slice(0, -1), shortSyntaxAt(row.path.slice(0, -1)));
        const same = again.find(({ path }) => path.at(-1) === row.path.at(-1));
        expect(same?.written === 'short' ? { parts: said(same.parts) } : same).toMatchObject(expected);
        expect(outcome.changes.filter((change) => !isWithin(change, row.node))).toEqual([]);
      }
    }),
    { numRuns: 25, seed: 7 },
  );
  expect(written).toBeGreaterThan(250);
  expect(refused).toBeLessThan(written / 4);
});

test('a short form is taken apart only where every character comes back', () => {
  const syntaxes = [PORT, MOUNT, PAIR, HOST];
  fc.assert(
    fc.property(
      fc.constantFrom(...syntaxes),
      fc.string({ unit: fc.constantFrom(...'a1:/=.[]{}$-_ '.split('')) }),
      (syntax, text) => {
        const parts = partsOf(syntax, text);
        fc.pre(parts !== undefined);
        expect(syntax.write(parts)).toBe(text);
      },
    ),
  );
  expect(partsOf(PORT, '[::1]:80:80')).toMatchObject({ host_ip: '[::1]', published: '80', target: '80' });
  expect(partsOf(MOUNT, 'C:\\x:/data:ro')).toMatchObject({ source: 'C:\\x', target: '/data', mode: 'ro' });
  expect(partsOf(PORT, '1:2:3:4')).toBeUndefined();
});
