import { describe, expect, it } from 'vitest';
import type { ComposeEdit } from './edit';
import { editCompose } from './editCompose';
import { edited, FILE, keys, set } from './testing/edits';

describe('a value that is there', () => {
  it('changes in its quotes, and the comment behind it stays', () => {
    expect(edited(FILE, set('services/web/image', 'nginx:1.27'))).toBe(FILE.replace('1.25', '1.27'));
  });

  it.each(['no', '22:22', '~'])('that stood on several lines gets quotes where %j would be something else', (value) => {
    const text = 'a:\n  several\n  words # c\nb: 1\n';
    expect(edited(text, set('a', value))).toBe(`a:\n  "${value}" # c\nb: 1\n`);
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

  it('goes into the one of several documents that has what is around it', () => {
    const text = 'services:\n  a: {image: x}\n---\n# second\nservices:\n  b:\n    image: y\n...\n';
    expect(edited(text, set('services/b/restart', 'always'))).toBe(
      text.replace('image: y\n', 'image: y\n    restart: always\n'),
    );
    expect(edited(text, set('services/a/restart', 'always'))).toBe(text.replace('x}', 'x, restart: always}'));
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
