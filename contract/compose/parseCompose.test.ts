import { describe, expect, it } from 'vitest';
import { parseCompose } from './parseCompose';

const TEXT = `x-base: &base
  restart: always
  environment: {A: 1}
services:
  web:
    <<: *base
    image: "nginx" # pinned
    ports: [80, '443']
    mode: 0440

  db:
    environment: *env
`.replace('*env', '*base');

const source = (range: { from: number; to: number } | undefined): string => TEXT.slice(range?.from, range?.to);

describe('a Compose file as it is read', () => {
  const file = parseCompose(TEXT);

  it('has each value at its place', () => {
    const image = file.nodeAt(['services', 'web', 'image']);
    expect(image).toMatchObject({ kind: 'scalar', style: 'double', text: 'nginx', origin: { how: 'own' } });
    expect([source(image?.range), source(image?.keyRange), source(image?.entryRange)]).toEqual([
      '"nginx"',
      'image',
      'image: "nginx"',
    ]);
    expect(file.nodeAt(['services', 'web', 'ports', 1])).toMatchObject({ style: 'single', text: '443' });
    expect(file.nodeAt(['services', 'web', 'none'])).toBeUndefined();
  });

  it('tells what comes through a merge or an alias, and where from', () => {
    const merged = file.nodeAt(['services', 'web', 'environment', 'A']);
    expect(merged).toMatchObject({ text: '1', origin: { how: 'merge' } });
    expect(merged?.origin.how === 'own' ? '' : source(merged?.origin.place)).toBe('<<: *base');
    const aliased = file.nodeAt(['services', 'db', 'environment', 'restart']);
    expect(aliased?.origin.how === 'alias' ? source(aliased.origin.place) : '').toBe('*base');
    expect(source(aliased?.range)).toBe('always');
  });

  it('gives values as Compose takes them, own keys before merged ones', () => {
    expect(file.valueAt(['services', 'web'])).toEqual({
      image: 'nginx',
      ports: [80, '443'],
      mode: 288,
      restart: 'always',
      environment: { A: 1 },
    });
    expect(file.keysAt(['services', 'web'])).toEqual(['image', 'ports', 'mode', 'restart', 'environment']);
    expect(file.keysAt(['services', 'web', 'ports'])).toEqual([0, 1]);
    expect(file.keysAt(['services', 'web', 'image'])).toEqual([]);
  });

  it.each([
    ['pinned', ['services', 'web', 'image']],
    ["'443'", ['services', 'web', 'ports', 1]],
    ['80,', ['services', 'web', 'ports', 0]],
    ['web:', ['services', 'web']],
    ['x-base', ['x-base']],
  ])('finds the path at “%s”', (word, path) => {
    expect(file.pathAt(TEXT.indexOf(word))).toEqual(path);
  });

  it('reads what can be read of a broken file, and says what cannot', () => {
    const broken = parseCompose('services:\n  a:\n    image: x\n    ports: [1,\n  b:\n    image: "y\n');
    expect(broken.problems.length).toBeGreaterThan(0);
    expect(broken.nodeAt(['services', 'a', 'image'])?.text).toBe('x');
  });

  it.each([
    [''],
    ['\ufeff'],
    ['# only\n'],
    ['- a\n'],
    ['---\n'],
    ['a: *b'],
    ['a: &a [*a]'],
    ['{'],
    ['"'],
    ['a: 1\n---\nb: 2\n'],
    ['\0'],
    ['? {a: b}\n: c\n'],
  ])('never throws: %j', (text) => {
    const read = parseCompose(text);
    expect(read.keysAt([])).toBeInstanceOf(Array);
    expect(read.pathAt(0)).toBeInstanceOf(Array);
    expect(() => read.valueAt([])).not.toThrow();
  });
});
