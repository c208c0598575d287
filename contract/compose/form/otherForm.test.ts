import { describe, expect, test } from 'vitest';
import type { ComposePath, ComposeValue } from '../edit.ts';
import { editCompose } from '../editCompose.ts';
import { parseCompose } from '../parseCompose.ts';
import { otherForm } from './otherForm.ts';

const within = (key: string, written: string) =>
  `services:\n  web: # ours\n    image: a\n    ${key}:${written}\n    tty: true\n`;

function turned(text: string, path: ComposePath): { text: string; value: ComposeValue | undefined } | string {
  const other = otherForm(parseCompose(text), path);
  if (!other) return 'no other form';
  if ('why' in other) return other.why;
  const outcome = editCompose(text, other.edits);
  if (!outcome.ok) return outcome.refusal.message;
  return { text: outcome.text, value: parseCompose(outcome.text).valueAt(path) };
}

describe('a value in its other form and back is what it was', () => {
  test.each<[string, string, ComposeValue]>([
    ['environment', ' [A=1, "B=x y", C, D=]', { A: '1', B: 'x y', C: null, D: '' }],
    ['environment', '\n      - A=${X:-1}\n      - URL=http://a?b=c', { A: '${X:-1}', URL: 'http://a?b=c' }],
    ['labels', '\n      - a.b.c=Host(`x`)\n      - on', { 'a.b.c': 'Host(`x`)', on: null }],
    ['extra_hosts', ' ["db=10.0.0.1", "v6=::1"]', { db: '10.0.0.1', v6: '::1' }],
    ['env_file', ' a.env', ['a.env']],
    ['dns', ' 1.1.1.1', ['1.1.1.1']],
    ['build', ' ./app', { context: './app' }],
    ['extends', ' base', { service: 'base' }],
  ])('%s:%s', (key, written, value) => {
    const path = ['services', 'web', key];
    const there = turned(within(key, written), path);
    if (typeof there === 'string') throw new Error(there);
    expect(there.value).toEqual(value);
    expect(
      there.text.startsWith('services:\n  web: # ours\n    image: a\n') && there.text.endsWith('    tty: true\n'),
    ).toBe(true);
    const back = turned(there.text, path);
    expect(typeof back === 'string' ? back : back.value).toEqual(parseCompose(within(key, written)).valueAt(path));
  });

  test.each<[string, string, ComposeValue]>([
    ['ports', '{ target: 80, published: "8080", host_ip: 127.0.0.1, protocol: udp }', '127.0.0.1:8080:80/udp'],
    ['ports', '{ target: 80, host_ip: "::1", published: 8000-8010, mode: ingress }', '[::1]:8000-8010:80'],
    ['ports', '{ target: 80, host_ip: 127.0.0.1 }', '127.0.0.1::80'],
    [
      'volumes',
      '{ type: bind, source: ./a, target: /b, read_only: true, bind: { create_host_path: true } }',
      './a:/b:ro',
    ],
    ['volumes', '{ type: volume, source: data, target: /d }', 'data:/d'],
    ['volumes', '{ type: volume, target: /d }', '/d'],
    ['secrets', '{ source: key }', 'key'],
    ['env_file', '{ path: a.env }', 'a.env'],
  ])('an item of %s: %s', (key, item, short) => {
    const made = turned(within(key, `\n      - ${item}`), ['services', 'web', key, 0]);
    expect(typeof made === 'string' ? made : made.value).toEqual(short);
  });

  test('names whose settings say nothing are a list', () => {
    expect(
      turned(
        within(
          'depends_on',
          ' { a: { condition: service_started }, b: { condition: service_started, required: true } }',
        ),
        ['services', 'web', 'depends_on'],
      ),
    ).toMatchObject({ value: ['a', 'b'] });
    expect(turned(within('networks', '\n      back:\n      front:'), ['services', 'web', 'networks'])).toMatchObject({
      value: ['back', 'front'],
    });
  });
});

test.each<[string, string, RegExp, (string | number)?]>([
  ['environment', ' [A=1, A=2]', /“A” is in the list twice/],
  ['environment', ' ["${NAME}=1"]', /made of a variable/],
  ['environment', '\n      - A=1 # why', /comment in it would be lost/],
  ['environment', ' { A: 1.50 }', /value of “A” is no text/],
  ['environment', ' !reset { A: "1" }', /tag !reset would be lost/],
  ['environment', '\n      A: &one "1"', /shares with other places/],
  ['depends_on', ' { a: { condition: service_healthy } }', /“a” has settings .*: “condition”/],
  ['networks', ' { a: { aliases: [x] } }', /“aliases”/],
  ['env_file', ' [a.env, b.env]', /cannot say 2 entries/],
  ['build', ' { context: ., target: prod }', /cannot say “target”/],
  ['ports', ' [{ target: 80, app_protocol: http }]', /cannot say “app_protocol”/, 0],
  ['ports', ' [{ target: 80, mode: host }]', /cannot say “mode: host”/, 0],
  ['volumes', ' [{ type: bind, source: ./a, target: /b }]', /makes the folder of the host/, 0],
  [
    'volumes',
    ' [{ type: bind, source: data, target: /b, bind: { create_host_path: true } }]',
    /would not be of the type bind/,
    0,
  ],
  ['volumes', ' [{ type: tmpfs, target: /b }]', /cannot say “type: tmpfs”/, 0],
  ['volumes', ' [{ type: volume, source: "${V}", target: /b }]', /variable in the source/, 0],
])('what would lose something is told: %s:%s', (key, written, why, index) => {
  const path = ['services', 'web', key, ...(index === undefined ? [] : [index])];
  expect(turned(within(key, written), path)).toMatch(why);
});

test('a value that has one form only has no other', () => {
  for (const [key, written] of [
    ['image', ' a'],
    ['command', ' a b'],
    ['healthcheck', ' { test: [CMD, x] }'],
  ] as const) {
    expect(turned(within(key, written), ['services', 'web', key])).toBe('no other form');
  }
});
