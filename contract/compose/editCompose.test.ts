import { describe, expect, it } from 'vitest';
import type { ComposeEdit } from './edit';
import { editCompose } from './editCompose';

/** The text after edits that must be made. */
function edited(text: string, ...edits: ComposeEdit[]): string {
  const outcome = editCompose(text, edits);
  if (!outcome.ok) throw new Error(`${outcome.refusal.code}: ${outcome.refusal.message}`);
  return outcome.text;
}

function refused(text: string, ...edits: ComposeEdit[]) {
  const outcome = editCompose(text, edits);
  if (outcome.ok) throw new Error(`It was made:\n${outcome.text}`);
  return outcome.refusal;
}

const set = (path: string, value: Extract<ComposeEdit, { op: 'set' }>['value']): ComposeEdit => ({
  op: 'set',
  path: keys(path),
  value,
});
const remove = (path: string): ComposeEdit => ({ op: 'remove', path: keys(path) });
const keys = (path: string): (string | number)[] =>
  path.split('/').map((key) => (/^\d+$/.test(key) ? Number(key) : key));

const FILE = `# head
services:
  web:   # the web
    image: "nginx:1.25" # pinned
    ports:
    - "80:80"
    # - "443:443"
    environment:
      # first
      A: 1
      B: 'two'   # b

  # database
  db:
    image: postgres
    # end of db

# vols
volumes:
  data:
`;

describe('a value that is there', () => {
  it('changes in its quotes, and the comment behind it stays', () => {
    expect(edited(FILE, set('services/web/image', 'nginx:1.27'))).toBe(FILE.replace('1.25', '1.27'));
  });

  it('is told as the fewest characters that change', () => {
    const outcome = editCompose(FILE, [set('services/web/image', 'nginx:1.27')]);
    const at = FILE.indexOf('5" # pinned');
    expect(outcome).toMatchObject({ changes: [{ from: at, to: at + 1, insert: '7' }] });
  });

  it('changes nothing when it is the same', () => {
    expect(editCompose(FILE, [set('services/web/environment/A', 1)])).toEqual({ ok: true, text: FILE, changes: [] });
  });

  it.each([
    ['no', '"no"'],
    ['on', '"on"'],
    ['22:22', '"22:22"'],
    ['0440', '"0440"'],
    ['1_000', '"1_000"'],
    ['1e3', '"1e3"'],
    ['null', '"null"'],
    ['~', '"~"'],
    ['', '""'],
    ['2024-01-01', '"2024-01-01"'],
    [' x', '" x"'],
    ['x ', '"x "'],
    ['a: b', '"a: b"'],
    ['a #b', '"a #b"'],
    ['a#b', 'a#b'],
    ['$A ${B:-c} $$', '$A ${B:-c} $$'],
    ['- x', '"- x"'],
    ['-x', '-x'],
    ['*a', '"*a"'],
    ['%a', '"%a"'],
    ['"q"', '"\\"q\\""'],
    ["it's", "it's"],
    ['a\tb', '"a\\tb"'],
    ['\u0000\u0085\u2028', '"\\u0000\\u0085\\u2028"'],
    ['ü 漢 🐳', 'ü 漢 🐳'],
    ['---', '"---"'],
    ['a:', '"a:"'],
    ['[a]', '"[a]"'],
  ])('is written so that %j stays a text', (value, written) => {
    expect(edited('a: x\nb: "y"\n', set('a', value))).toBe(`a: ${written}\nb: "y"\n`);
  });

  it.each([
    [5, '5'],
    [0.5, '0.5'],
    [true, 'true'],
    [1e21, '1e+21'],
  ])('is written so that %j is none', (value, written) => {
    expect(edited("a: 'x' # c\n", set('a', value))).toBe(`a: ${written} # c\n`);
  });

  it('takes the quotes that the file has most of when it needs some', () => {
    expect(edited("a: x\nb: 'y'\nc: 'z'\nd: \"w\"\n", set('a', 'no'))).toContain("a: 'no'\n");
  });

  it('keeps the lines of folded text that do not change', () => {
    const text = 'a: >\n  one two\n  three four\n  five\nb: "x y\n  z w"\nc: p q\n  r s\n';
    const after = edited(text, set('a', 'one two 3 four five\n'), set('b', 'x y z "W"'), set('c', 'p q r'));
    expect(after).toBe('a: >\n  one two\n  3 four\n  five\nb: "x y\n  z \\"W\\""\nc: p q\n  r\n');
  });

  it('keeps a literal block, its indentation and its comment', () => {
    const text = 'a: |2- # run\n    one\n   two\nb: 1\n';
    expect(edited(text, set('a', '  one\n three'))).toBe('a: |2- # run\n    one\n   three\nb: 1\n');
    expect(edited(text, set('a', 'plain'))).toBe('a: |2- # run\n  plain\nb: 1\n');
  });

  it('of nothing is written behind the colon', () => {
    expect(edited('a:   # c\n# d\nb:', set('a', 'x'), set('b', 'z'))).toBe('a: x   # c\n# d\nb: z');
  });

  it('loses `!reset`, which says that there is none, and keeps `!override`', () => {
    expect(edited('a: !reset null # c\nb: !override [x]\n', set('a', 'x'), set('b/0', 'z'))).toBe(
      'a: x # c\nb: !override [z]\n',
    );
  });

  it('becomes a collection of lines, or of brackets inside of brackets', () => {
    expect(edited('a: x # c\nb: 1\n', set('a', { c: ['d'] }))).toBe('a: # c\n  c:\n    - d\nb: 1\n');
    expect(edited('a: {b: x}\n', set('a/b', ['c', { d: 'e' }]))).toBe('a: {b: [c, {d: e}]}\n');
  });

  it('of a collection changes by its keys and items, and comments stay', () => {
    const after = edited(
      FILE,
      set('services/web/environment', { A: 1, C: 'x' }),
      set('services/web/ports', ['1:1', '80:80']),
    );
    expect(after).toBe(
      FILE.replace("      B: 'two'   # b\n", '      C: x\n').replace('    - "80', '    - "1:1"\n    - "80'),
    );
  });
});

describe('an addition', () => {
  it('stands where the last one ends, below the comments on it', () => {
    expect(edited(FILE, { op: 'insert', path: keys('services/web/ports'), value: '443:443' })).toContain(
      '    # - "443:443"\n    - "443:443"\n    environment:',
    );
  });

  it('comes first above the first, and between two below the one before', () => {
    const text = 'a:\n  # about x\n  - x\n  # about y\n  - y\n';
    const insert = (index: number): ComposeEdit => ({ op: 'insert', path: ['a'], index, value: 'new' });
    expect(edited(text, insert(0))).toBe('a:\n  - new\n  # about x\n  - x\n  # about y\n  - y\n');
    expect(edited(text, insert(1))).toBe('a:\n  # about x\n  - x\n  - new\n  # about y\n  - y\n');
  });

  it('is parted by a blank line where services are', () => {
    expect(edited(FILE, set('services/cache', { image: 'redis', ports: ['1:1'] }))).toContain(
      '    # end of db\n\n  cache:\n    image: redis\n    ports:\n    - "1:1"\n\n# vols\n',
    );
  });

  it('is parted from the only section as the services in it are', () => {
    const parted = 'services:\n  a:\n    image: x\n\n  b:\n    image: x\n';
    expect(edited(parted, set('volumes/data', null))).toBe(`${parted}\nvolumes:\n  data:\n`);
    const close = 'services:\n  a:\n    image: x\n  b:\n    image: x\n';
    expect(edited(close, set('volumes/data', null))).toBe(`${close}volumes:\n  data:\n`);
  });

  it('makes the maps on its way, in the indentation of the file', () => {
    expect(edited('services:\n    a:\n        image: x', set('services/a/deploy/resources/limits/memory', '1G'))).toBe(
      'services:\n    a:\n        image: x\n        deploy:\n            resources:\n                limits:\n                    memory: 1G',
    );
  });

  it('opens what is empty', () => {
    const text = 'a: [] # none\nb: {}\nc:\nd: {e: {}}\n';
    const after = edited(
      text,
      { op: 'insert', path: ['a'], value: 'x' },
      set('b/x', 1),
      set('c/x', null),
      set('d/e/x', 1),
    );
    expect(after).toBe('a: # none\n  - x\nb:\n  x: 1\nc:\n  x:\nd: {e: {x: 1}}\n');
  });

  it('leaves JSON as JSON', () => {
    const text = '{\n  "a": {\n    "b": ["x"],\n    "c": [\n      "y"\n    ]\n  }\n}\n';
    const after = edited(
      text,
      { op: 'insert', path: ['a', 'b'], value: 'z' },
      { op: 'insert', path: ['a', 'c'], value: 'z' },
      set('a/d', { e: 'f' }),
    );
    expect(after).toBe(
      '{\n  "a": {\n    "b": ["x", "z"],\n    "c": [\n      "y",\n      "z"\n    ],\n    "d": {"e": "f"}\n  }\n}\n',
    );
    expect(JSON.parse(after)).toEqual({ a: { b: ['x', 'z'], c: ['y', 'z'], d: { e: 'f' } } });
  });

  it('fills a file that is empty, or has comments only', () => {
    expect(edited('', set('services/a/image', 'x'))).toBe('services:\n  a:\n    image: x\n');
    expect(edited('# hi', set('services/a/image', 'x'))).toBe('# hi\nservices:\n  a:\n    image: x');
  });

  it('stays in front of the end of a document', () => {
    expect(edited('---\na: 1\n...\n', set('b', 2))).toBe('---\na: 1\nb: 2\n...\n');
  });

  it('takes the line ends of the file, and leaves its last line without one', () => {
    expect(edited('a:\r\n  b: 1\r\n  c: 2', set('a/d', [1, 'x\ny\n']))).toBe(
      'a:\r\n  b: 1\r\n  c: 2\r\n  d:\r\n    - 1\r\n    - "x\\ny\\n"',
    );
  });
});

describe('a removal', () => {
  it('takes the lines of the entry and no comment on a line of its own', () => {
    expect(edited(FILE, remove('services/web'))).toBe(
      `# head\nservices:\n\n  # database\n${FILE.split('# database\n')[1] ?? ''}`,
    );
  });

  it('of the last leaves an empty collection', () => {
    expect(edited(FILE, remove('services/web/ports/0'))).toContain('    ports: []\n    # - "443:443"\n');
    expect(edited(FILE, remove('volumes/data'))).toContain('volumes: {}\n');
    expect(edited('a:\n- b: 1\n', remove('a/0/b'))).toBe('a:\n- {}\n');
    expect(edited('# x\na: 1 # y\n# z\n', remove('a'))).toBe('# x\n{}\n# z\n');
  });

  it('of the first behind a dash moves the next one up', () => {
    expect(edited('a:\n  -   b: 1 # x\n      c: 2\n', remove('a/0/b'))).toBe('a:\n  -   c: 2\n');
    expect(edited('a:\n  - b: 1\n    # about c\n    c: 2\n', remove('a/0/b'))).toBe(
      'a:\n  -\n    # about c\n    c: 2\n',
    );
  });

  it('in brackets takes the comma with it', () => {
    expect(edited('a: [ x, y, z ]\n', remove('a/0'), remove('a/1'))).toBe('a: [ y ]\n');
    expect(edited('a: [ x ]\n', remove('a/0'))).toBe('a: []\n');
    expect(edited('a: [\n  x, # one\n  # two\n  y,\n]\n', remove('a/0'))).toBe('a: [\n  # two\n  y,\n]\n');
    expect(edited('{\n  "a": 1,\n  "b": 2\n}\n', remove('b'))).toBe('{\n  "a": 1\n}\n');
  });

  it('of the last line of a text without a last line end leaves it so', () => {
    expect(edited('a:\r\n  b: 1\r\n  c: 2', remove('a/c'))).toBe('a:\r\n  b: 1');
  });
});

describe('a block that the text ends in', () => {
  it('has no line end for Compose, and gets none when something comes below it', () => {
    expect(edited('a: |\n  x', set('b', 1))).toBe('a: |-\n  x\nb: 1');
    expect(edited('a: |+ # c\n  x', set('b', 1))).toBe('a: |- # c\n  x\nb: 1');
    expect(edited('a: |-\n  x', set('b', 1))).toBe('a: |-\n  x\nb: 1');
  });

  it('keeps its line end when what was below it goes', () => {
    expect(edited('a: |\n  x\nb: 1', remove('b'))).toBe('a: |\n  x\n');
  });
});

describe('a new name', () => {
  it('keeps quotes, place and value', () => {
    expect(
      edited(
        "a:\n  'b' : 1 # c\n  ? d\n  : 2\n",
        { op: 'rename', path: ['a', 'b'], to: "it's" },
        { op: 'rename', path: ['a', 'd'], to: 'e' },
      ),
    ).toBe("a:\n  'it''s' : 1 # c\n  ? e\n  : 2\n");
  });

  it('gets quotes where it would be something else', () => {
    expect(edited('a: 1\n', { op: 'rename', path: ['a'], to: 'on' })).toBe('"on": 1\n');
  });

  it('is refused if it is there, also by a merge', () => {
    expect(refused('a: 1\nb: 2\n', { op: 'rename', path: ['a'], to: 'b' }).code).toBe('exists');
    expect(refused('x: &x {b: 1}\ny:\n  <<: *x\n  a: 1\n', { op: 'rename', path: ['y', 'a'], to: 'b' }).code).toBe(
      'exists',
    );
  });
});

describe('what is shared', () => {
  const SHARED = `x-c: &c
  restart: always
  environment: {A: "1"}
services:
  web:
    <<: *c
    image: x
  api:
    <<: [*c]
    environment: &e
      B: "2"
  job:
    environment: *e
`;

  it('gets a key of its own in the map that merges it', () => {
    expect(edited(SHARED, set('services/web/restart', 'no'))).toBe(
      SHARED.replace('image: x\n', 'image: x\n    restart: "no"\n'),
    );
  });

  it.each([
    ['merge', set('services/web/environment/A', '2')],
    ['alias', set('services/job/environment/B', '3')],
    ['anchor', set('x-c/restart', 'no')],
    ['anchor', set('services/api/environment/B', '3')],
  ] as const)('is not changed behind one’s back (%s), and what is offered instead can be done', (code, edit) => {
    const refusal = refused(SHARED, edit);
    expect(refusal).toMatchObject({ code, edit: 0 });
    expect(refusal.place).toBeDefined();
    expect(editCompose(SHARED, refusal.instead ?? [{ op: 'remove', path: [] }])).toMatchObject({ ok: true });
  });

  it('goes when those who use it have got their own', () => {
    const text = 'a: &e {b: 1}\nc: *e\n';
    const { code, instead } = refused(text, remove('a'));
    expect(code).toBe('anchor');
    expect(edited(text, ...(instead ?? []))).toBe('c:\n  b: 1\n');
  });

  it('cannot be taken away where it is merged', () => {
    const refusal = refused(SHARED, remove('services/web/restart'));
    expect(refusal).toMatchObject({ code: 'merge' });
    expect(SHARED.slice(refusal.place?.from, refusal.place?.to)).toBe('restart: always');
    expect(refusal.hint).toContain('!reset null');
  });

  it('comes back where the key over it goes: refused', () => {
    const text = 'x: &x {a: 1}\ny:\n  <<: *x\n  a: 2\n';
    expect(refused(text, remove('y/a')).code).toBe('merge');
  });

  it('goes with `<<`', () => {
    expect(edited(SHARED, remove('services/web/<<'))).toBe(SHARED.replace('    <<: *c\n', ''));
  });
});

describe('what cannot be done', () => {
  it('changes nothing, and tells which of the edits it was', () => {
    expect(refused(FILE, set('services/web/image', 'x'), remove('services/none'))).toMatchObject({
      code: 'not-found',
      edit: 1,
    });
  });

  it.each([
    ['a: [1\n', 'broken'],
    ['a: 1\na: 2\n', 'broken'],
    ['a:\n\t- 1\n', 'broken'],
    ['a: *x\n', 'broken'],
    ['a: 1\rb: 2\n', 'broken'],
    ['a: 1\n---\na: 2\n', 'invalid'],
    ['b: text\na: {b: c}\n', 'exists'],
  ])('%j is refused as it is', (text, code) => {
    const edit: ComposeEdit = code === 'exists' ? { op: 'insert', path: ['a'], key: 'b', value: 1 } : set('a', 3);
    expect(refused(text, edit).code).toBe(code);
  });

  it('is half of a character, a place behind the end, a key of a text', () => {
    expect(refused('a: 1\n', set('a', '\ud83d')).code).toBe('invalid');
    expect(refused('a: [1]\n', { op: 'insert', path: ['a'], index: 3, value: 1 }).code).toBe('not-found');
    expect(refused('a: text\n', set('a/b', 1)).code).toBe('invalid');
    expect(refused('a: {b: 1}\n', { op: 'insert', path: ['a'], value: 1 }).code).toBe('invalid');
  });

  it('is no bomb of aliases', () => {
    const lines = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (const [index, name] of 'bcdefghi'.split('').entries()) {
      const before = 'abcdefgh'[index] ?? '';
      lines.push(`${name}: &${name} [${Array<string>(9).fill(`*${before}`).join(', ')}]`);
    }
    expect(refused(`${lines.join('\n')}\n`, set('z', 1))).toMatchObject({ code: 'broken' });
  });

  it('is nothing so deep that it cannot be read', () => {
    expect(refused(`a: ${'['.repeat(20_000)}`, set('b', 1)).code).toBe('broken');
  });
});

describe('several edits', () => {
  it('are told as changes of the first text', () => {
    const edits = [
      set('services/db/image', 'mysql'),
      remove('services/web'),
      set('services/db/restart', 'no'),
      set('services/db/image', 'pg'),
    ];
    const outcome = editCompose(FILE, edits);
    if (!outcome.ok) throw new Error(outcome.refusal.message);
    let text = FILE;
    for (const { from, to, insert } of outcome.changes.toReversed())
      text = text.slice(0, from) + insert + text.slice(to);
    expect(text).toBe(outcome.text);
    expect(outcome.changes.every(({ from }, index) => from >= (outcome.changes[index - 1]?.to ?? 0))).toBe(true);
  });

  it('leave a byte order mark where it is', () => {
    const outcome = editCompose('\ufeffa: 1\nb: 2\n', [remove('a'), set('b', 3)]);
    expect(outcome).toEqual({
      ok: true,
      text: '\ufeffb: 3\n',
      changes: [
        { from: 1, to: 6, insert: '' },
        { from: 9, to: 10, insert: '3' },
      ],
    });
  });

  it('of which there are none leave the text as it is, also a broken one', () => {
    expect(editCompose('a: [', [])).toEqual({ ok: true, text: 'a: [', changes: [] });
  });
});
