import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { TextChange } from '../edit';
import { type Meaning, type MeaningBook } from '../syntax/meaning';
import { editCompose } from '../editCompose';
import { catalogue } from '../testing/catalogue';
import { composeText } from '../testing/generate';
import { nastyFiles } from '../testing/nastyFiles';
import { applyChanges } from './changes';
import { Refused } from './refused';
import { openBook, readState, type State } from './state';
import { actsWithin, readWindow, type Window } from './window';

/** `GANTRY_COMPOSE_FILES=3000` tries more of them. */
const count = Number(process.env['GANTRY_COMPOSE_FILES'] ?? 150);
const tally = { told: 0, untold: 0, broken: 0 };

/** What opens something, ends something, or means something else in another place. */
const pieces = fc.constantFrom(
  ...[
    '',
    'x',
    ' ',
    '\n',
    '\r\n',
    '"',
    "'",
    '#',
    ' # c',
    '\n# c\n',
    '\n    # c\n',
    ': ',
    '- ',
    '\n- a',
    '|',
    ' |\n',
    '|+\n\n',
  ],
  ...[
    '\n  new: 1\n',
    '\nnew:\n  a: 1\n',
    '\n  web: {}\n',
    '\nservices: {}\n',
    '\nvolumes:\n',
    '[',
    ']',
    '{',
    '}',
    ',',
    '? ',
  ],
  ...[
    '*a',
    '&a ',
    '!reset ',
    '<<: *a',
    '\n---\n',
    '\n...\n',
    '%',
    '\t',
    '  ',
    '\n  ',
    '\n\n\n',
    ' >-\n',
    '\u2028',
    '\r',
    '\\',
  ],
);
const edit = fc.record({
  at: fc.noBias(fc.nat(9999)).map((part) => part / 10_000),
  length: fc.oneof(fc.constant(0), fc.constant(0), fc.nat(3), fc.nat(60)),
  isWholeLine: fc.boolean(),
  insert: fc.array(pieces, { maxLength: 2 }).map((parts) => parts.join('')),
});

function changeOf(
  text: string,
  { at, length, isWholeLine, insert }: typeof edit extends fc.Arbitrary<infer T> ? T : never,
) {
  let from = Math.round(at * text.length);
  let to = Math.min(text.length, from + length);
  if (isWholeLine) {
    from = text.lastIndexOf('\n', from - 1) + 1;
    const end = text.indexOf('\n', to);
    to = end < 0 ? text.length : end + 1;
  }
  return { from, to, insert };
}

const read = (text: string, book: MeaningBook): State | undefined => {
  try {
    return readState(text, book);
  } catch (thrown) {
    if (thrown instanceof Refused) return undefined;
    throw thrown;
  }
};

const entriesOf = (book: MeaningBook, meaning: Meaning | undefined): ReadonlyMap<string, Meaning> => {
  const content = meaning === undefined ? undefined : book.content(meaning);
  return content?.kind === 'map' ? content.entries : new Map();
};

/** What the file means, by what it meant and by what the window says of its part. */
function lifted(book: MeaningBook, whole: Meaning, { before, after, section }: Window): Meaning {
  const exchange = (
    of: Meaning | undefined,
    old: Meaning | undefined,
    now: Meaning | undefined,
  ): Map<string, Meaning> => {
    const all = new Map(entriesOf(book, of));
    for (const key of entriesOf(book, old).keys()) all.delete(key);
    for (const [key, meaning] of entriesOf(book, now)) if (!/^end0*$/.test(key)) all.set(key, meaning);
    return all;
  };
  const sections = exchange(whole, before, after);
  if (section !== undefined) {
    const [of, old, now] = [whole, before, after].map((each) => entriesOf(book, each).get(section));
    sections.set(section, book.map(exchange(of, old, now)));
  }
  return book.map(sections);
}

/** `untold`: the window says nothing. `wrong`: it says what the whole file does not say. */
function verdictOf(text: string, changes: readonly TextChange[]): 'untold' | 'right' | `wrong: ${string}` {
  const book = openBook();
  const state = read(text, book);
  const document = state?.yaml.documents[0];
  if (!state || !document) return 'untold';
  const window = readWindow(state, document, changes);
  const after = read(applyChanges(text, changes), book);
  if (!after) tally.broken += 1;
  if (!window) {
    tally.untold += 1;
    return 'untold';
  }
  tally.told += 1;
  const what = `${JSON.stringify(changes)}\n${text}\n=====\n${applyChanges(text, changes)}`;
  const [now, another] = after?.yaml.documents ?? [];
  if (!after || !now || another) return `wrong: it cannot be read so. ${what}`;
  const meant = lifted(book, state.reader.of(document.root.value), window);
  return after.reader.of(now.root.value) === meant ? 'right' : `wrong: it means something else. ${what}`;
}

it('what the lines around a change say, the whole file says, whatever the change', () => {
  fc.assert(
    fc.property(
      composeText,
      fc.constantFrom('\n', '\r\n'),
      fc.array(edit, { minLength: 8, maxLength: 8 }),
      (file, eol, edits) => {
        const text = file.replaceAll('\n', eol);
        for (const each of edits) expect(verdictOf(text, [changeOf(text, each)])).not.toMatch(/^wrong/);
      },
    ),
    { numRuns: count },
  );
  console.log(`Changes of generated files: ${JSON.stringify(tally)}`);
  expect(tally.told).toBeGreaterThan(count);
  expect(tally.broken).toBeGreaterThan(count);
}, 3_600_000);

it('so it is with what edits change, and most of them are seen in few lines', () => {
  let [seen, all] = [0, 0];
  fc.assert(
    fc.property(composeText, (text) => {
      for (const { edits } of catalogue(text).filter((_, index) => index % 7 === 0)) {
        const outcome = editCompose(text, edits);
        if (!outcome.ok) continue;
        all += 1;
        const verdict = verdictOf(text, outcome.changes);
        expect(verdict).not.toMatch(/^wrong/);
        if (verdict === 'right') seen += 1;
      }
    }),
    { numRuns: Math.ceil(count / 10) },
  );
  console.log(`${seen} of ${all} edits are seen in the lines around them.`);
  expect(seen).toBeGreaterThan(all / 2);
}, 3_600_000);

it.each(Object.entries(nastyFiles))('so it is in %s', (_, text) => {
  fc.assert(
    fc.property(edit, (each) => {
      expect(verdictOf(text, [changeOf(text, each)])).not.toMatch(/^wrong/);
    }),
    { numRuns: count },
  );
  expect(tally.untold).toBeGreaterThan(0);
});

const FILE = `services:
  web:
    image: a
    command: |
      one
  # of the next
  db:
    image: b
    ports:
      - "80:80"
volumes:
  data:
`;

function windowFor(text: string, words: string, insert: string): Window | undefined {
  const state = read(text, openBook());
  const document = state?.yaml.documents[0];
  const from = text.indexOf(words);
  if (!state || !document || from < 0) throw new Error('It is not there.');
  return readWindow(state, document, [{ from, to: from + words.length, insert }]);
}

it('an edit of one service is seen in the lines of that service', () => {
  const window = windowFor(FILE, '80:80', '81:80');
  expect(window?.section).toBe('services');
  expect([...(window?.otherEntries ?? [])]).toEqual(['web']);
  expect([...(window?.otherSections ?? [])]).toEqual(['volumes']);
});

it.each([
  ['ends a quote too late', FILE, '"80:80"', '"80:80'],
  ['leaves a bracket open', FILE, 'image: b', 'image: [b'],
  ['has the name of another service', FILE, '  db:\n    image', '  web:\n    image'],
  ['would have no line end before the next key', FILE, '      - "80:80"\n', '      - "80:80"'],
  [
    'has an anchor that others use',
    FILE.replace('image: a', 'image: &a a').replace('image: b', 'image: *a'),
    '&a a',
    '&a c',
  ],
  ['is inside of what others use', `${FILE.replace('services:', 'services: &all')}x-copy: *all\n`, '80:80', '81:80'],
  ['is in the one of two documents', `${FILE}---\nservices: {}\n`, '80:80', '81:80'],
])('the whole file is asked where a change %s', (_, text, words, insert) => {
  expect(windowFor(text, words, insert)).toBeUndefined();
});

it('a comment that becomes a line of the text above it is seen as that', () => {
  const window = windowFor(FILE, '  # of the next\n  db:', '      # of the next\n  db:');
  expect(window?.after).not.toBe(window?.before);
});

it('the whole section is read where `<<` brings others into it', () => {
  const text = FILE.replace('services:\n', 'x: &x {c: {image: c}}\nservices:\n  <<: *x\n');
  expect(windowFor(text, '80:80', '81:80')?.section).toBeUndefined();
});

it('an alias in the lines means what it means in the file', () => {
  const text = `x-base: &base {image: a}\n${FILE.replace('image: b', '<<: *base')}`;
  const window = windowFor(text, '80:80', '81:80');
  expect(window).toBeDefined();
  const from = text.indexOf('80:80');
  expect(verdictOf(text, [{ from, to: from + 1, insert: '9' }])).toBe('right');
});

it('an edit of another section, or of an entry beside the window, is not seen in it', () => {
  const window = windowFor(FILE, '80:80', '81:80');
  if (!window) throw new Error('There is no window.');
  expect(actsWithin(window, { op: 'remove', path: ['services', 'web'] })).toBe(false);
  expect(actsWithin(window, { op: 'remove', path: ['volumes', 'data'] })).toBe(false);
  expect(actsWithin(window, { op: 'set', path: ['services'], value: {} })).toBe(false);
  expect(actsWithin(window, { op: 'insert', path: ['services'], key: 'web', value: {} })).toBe(false);
  expect(actsWithin(window, { op: 'set', path: ['services', 'db', 'image'], value: 'c' })).toBe(true);
  expect(actsWithin(window, { op: 'insert', path: ['services'], key: 'new', value: {} })).toBe(true);
  expect(actsWithin(window, { op: 'set', path: ['networks', 'new'], value: null })).toBe(true);
});
