import { describe, expect, test } from 'vitest';
import type { ComposeVariable } from '../../../../contract/model/composeFile.ts';
import { analyse } from './analyse.ts';
import { composeProblems, unsetProblems } from './composeProblems.ts';
import { contextAt } from './contextAt.ts';
import { helpAt } from './help.ts';
import { targetAt } from './places.ts';
import { proposalsAt } from './proposals.ts';

/** A text with “|” where the cursor is. */
function cut(marked: string): { text: string; at: number } {
  const at = marked.indexOf('|');
  return { text: marked.slice(0, at) + marked.slice(at + 1), at };
}
const context = (marked: string) => {
  const { text, at } = cut(marked);
  const found = contextAt(text, at);
  return found && `${found.type} ${found.path.join('.')} “${found.typed}”`;
};
const FACTS = { images: ['redis:7', 'nginx:1.27'], folderEntries: ['.env', 'web.env', 'other.yaml', 'x.txt'] };
const labels = (marked: string): readonly string[] => {
  const { text, at } = cut(marked);
  return proposalsAt(text, at, { ...FACTS, analysis: analyse(text) })?.list.map(({ label }) => label) ?? [];
};

describe('where the cursor is', () => {
  test.each([
    ['|', 'key  “”'],
    ['serv|', 'key  “serv”'],
    ['services:\n  |', 'key services “”'],
    ['services:\n  web:\n    im|', 'key services.web “im”'],
    ['services:\n  web:\n    image: ngi|', 'value services.web.image “ngi”'],
    ['services:\n  web:\n    # why: x\n\n    ports:\n      - "80"\n    restart: |', 'value services.web.restart “”'],
    ['services:\n  web:\n    depends_on:\n      - d|', 'key services.web.depends_on.0 “d”'],
    ['services:\n  web:\n    depends_on:\n    - d|', 'key services.web.depends_on.0 “d”'],
    ['services:\n  web:\n    volumes:\n      - type: b|', 'value services.web.volumes.0.type “b”'],
    ['services:\n  web:\n    volumes:\n      - type: bind\n        so|', 'key services.web.volumes.0 “so”'],
    ['services:\n  web:\n    volumes:\n    - type: bind\n      so|', 'key services.web.volumes.0 “so”'],
    ['services:\n  web:\n    volumes:\n    - a:/b\n    la|', 'key services.web “la”'],
    ['services:\n  web:\n    depends_on: [a, b|', 'value services.web.depends_on.1 “b”'],
    ['services:\n  web: { image: a, re|', 'key services.web “re”'],
    ['services:\n  web: { build: { ta|', 'key services.web.build “ta”'],
    ['services:\n  web: { restart: |', 'value services.web.restart “”'],
    ['services:\r\n  web:\r\n    image: |', 'value services.web.image “”'],
    ['services:\n  web: &a\n    restart: on|\n  db: {}', 'value services.web.restart “on”'],
    ['a: "x # y" |', 'value a “"x # y" ”'],
    ['a: b # im|', undefined],
  ])('is known in %j', (marked, expected) => expect(context(marked)).toBe(expected));
});

describe('completion', () => {
  test('proposes the keys that are not there yet, with what follows them', () => {
    const { text, at } = cut('services:\n  web:\n    image: a\n    |\n    ports: []\n');
    const found = proposalsAt(text, at, { ...FACTS, analysis: analyse(text) })?.list ?? [];
    const insertOf = (label: string) => found.find((one) => one.label === label)?.insert;
    expect(insertOf('image')).toBeUndefined();
    expect(insertOf('ports')).toBeUndefined();
    expect(insertOf('restart')).toBe('restart: ');
    expect(insertOf('cap_add')).toBe('cap_add:\n      - ');
    expect(insertOf('healthcheck')).toBe('healthcheck:\n      ');
    expect(found.length).toBeGreaterThan(80);
    expect(found.find(({ label }) => label === 'cap_add')?.help).toMatch(/capabilities/i);
  });

  const FILE = 'services:\n  web:\n    image: a\n    LINE|\n  db: {image: b}\nvolumes: {data: }\nnetworks: {front: }\n';
  test.each([
    ['depends_on: [', ['db']],
    ['depends_on:\n      d', ['db']],
    ['network_mode: ', ['service:db', 'bridge', 'host', 'none']],
    ['networks: [', ['front']],
    ['volumes:\n      - ', ['data']],
    ['image: ', ['redis:7', 'nginx:1.27']],
    ['env_file: ', ['.env', 'web.env']],
    ['privileged: ', ['true', 'false']],
    ['depends_on: {db: {condition: ', ['service_started', 'service_healthy', 'service_completed_successfully']],
    ['extends: {file: ', ['other.yaml']],
  ])('after “%s”', (line, expected) => {
    expect(labels(FILE.replace('LINE', line))).toEqual(expect.arrayContaining(expected));
    expect(labels(FILE.replace('LINE', line))).not.toContain('web');
  });

  test('proposes to declare what is asked for, and nothing inside of a variable', () => {
    expect(labels('services:\n  web: {image: a, volumes: ["logs:/l"]}\nvolumes:\n  |')).toEqual(['logs']);
    expect(labels('services:\n  web:\n    restart: ${X|')).toEqual([]);
  });

  test('keeps the indentation of what is written first in a map', () => {
    expect(labels('|')).toEqual(expect.arrayContaining(['services', 'volumes', 'include', 'name']));
    expect(labels('|')).not.toContain('version');
  });
});

test('help says what a key is for, its type and what it may be', () => {
  const { text, at } = cut('services:\n  web:\n    depends_on:\n      db:\n        condi|tion: x\n');
  const help = helpAt(text, at);
  expect(text.slice(help?.from, help?.to)).toBe('condition');
  expect(help?.markdown).toMatch(/\*\*services\.web\.depends_on\.db\.condition\*\* \(string\)/);
  expect(help?.markdown).toMatch(/One of `service_started`, /);
  expect(help?.markdown).toMatch(/section “Services”/);
  expect(helpAt('services:\n  web:\n    image: a\n', 28)).toBeUndefined();
});

describe('names', () => {
  test('lead to where they are declared: services, anchors, other files', () => {
    const text =
      'include: [other.yaml]\nx: &base {restart: always}\nservices:\n  a: {<<: *base, image: i, depends_on: [b]}\n  b: {extends: {file: base.yaml, service: s}}\n';
    const analysis = analyse(text);
    const target = (before: string) => targetAt(analysis, text.indexOf(before) + before.length);
    expect(target('depends_on: [')).toEqual({
      type: 'place',
      from: text.indexOf('  b:') + 2,
      to: text.indexOf('  b:') + 3,
    });
    expect(target('<<: *')).toMatchObject({ type: 'place', from: text.indexOf('&base') });
    expect(target('include: [o')).toMatchObject({ type: 'file', link: { path: 'other.yaml', kind: 'include' } });
    expect(target('file: b')).toMatchObject({ type: 'file', link: { path: 'base.yaml', service: { name: 's' } } });
    expect(target('\n  b')).toMatchObject({ type: 'place', from: text.indexOf('[b]') + 1 });
    expect(target('image: ')).toBeUndefined();
  });
});

test('what Compose says is shown at its place, once', () => {
  const text = 'services:\n  web:\n    image: a\n    restart: x\nvolumes:\n  web: {}\n';
  const finding = (more: object) => ({ severity: 'error' as const, message: 'm', ...more });
  const at = (more: object) => {
    const [problem] = composeProblems([finding(more)], [], text, '/p/c.yaml');
    return problem && text.slice(problem.from, problem.to);
  };
  expect(at({ line: 3 })).toBe('image: a');
  expect(at({ path: ['services', 'web', 'restart'] })).toBe('restart');
  expect(at({ path: ['volumes', 'web', 'driver'] })).toBe('web');
  expect(at({ message: 'service "web" depends on undefined service "x"' })).toBe('web');
  expect(at({ message: 'anything' })).toBe('services:');
  expect(at({ file: '/p/other.yaml' })).toBeUndefined();
  const own = analyse(text.replace('image', 'imgae')).problems;
  expect(composeProblems([finding({ line: 3 })], own, text, '/p/c.yaml')).toEqual([]);
});

test('a variable without a value is a problem only where nothing stands in for it', () => {
  const text = 'a: ${A} ${A:-x} ${A+x} ${A:?say it} ${B}\n';
  const unset = { name: 'A', isSecret: false, source: { type: 'unset' as const } };
  const set = { name: 'B', value: '1', isSecret: false, source: { type: 'environment' as const } };
  const found = unsetProblems(
    analyse(text),
    new Map<string, ComposeVariable>([
      ['A', unset],
      ['B', set],
    ]),
  );
  expect(found.map(({ from, to, severity }) => `${severity} ${text.slice(from, to)}`)).toEqual([
    'warning ${A}',
    'error ${A:?say it}',
  ]);
  expect(found[1]?.message).toMatch(/must be set: say it/);
});
