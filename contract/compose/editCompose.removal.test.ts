import { describe, expect, it } from 'vitest';
import { editCompose } from './editCompose';
import { edited, FILE, refused, remove, set } from './testing/edits';

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
