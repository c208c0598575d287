import { describe, expect, it } from 'vitest';
import type { ComposeEdit } from './edit';
import { editCompose } from './editCompose';
import { edited, FILE, refused, remove, set } from './testing/edits';

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

  it.each(['services:\n  a: {}\nservices:\n  b: {}\n', 'a: &a {b: 1}\nservices:\n  <<: *a\n  <<: *a\n'])(
    'is a file with a key that is there twice: %j',
    (text) => {
      const { code, message } = refused(text, set('services/c', 1));
      expect(code).toBe('broken');
      expect(message).toContain('is there twice in this map');
    },
  );

  it('is what would have to be in one of several documents, and fits in more than one', () => {
    const text = 'services:\n  a: {}\n---\nservices:\n  b: {}\n';
    expect(refused(text, set('services/c', 1))).toMatchObject({ code: 'invalid' });
    expect(refused(text, set('volumes/c', 1))).toMatchObject({ code: 'invalid' });
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
