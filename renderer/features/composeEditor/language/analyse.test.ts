import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editCompose } from '../../../../contract/compose/editCompose.ts';
import { analyse } from './analyse.ts';
import type { Problem } from './analysis.ts';

const said = (text: string, isPart = false) => analyse(text, isPart).problems.map(({ message }) => message);
const service = (lines: string) => `services:\n  web:\n    image: a\n${lines.replaceAll(/^(?=.)/gm, '    ')}\n`;

/** What the text is after the first fix of the only problem. */
function fixed(text: string): string {
  const [only, ...others] = analyse(text).problems;
  expect(others).toEqual([]);
  const [fix] = (only as Problem).fixes;
  if (!fix) throw new Error('There is no fix.');
  if ('edits' in fix) {
    const outcome = editCompose(text, fix.edits);
    if (!outcome.ok) throw new Error(outcome.refusal.message);
    return outcome.text;
  }
  return fix.changes
    .toReversed()
    .reduce((now, { from, to, insert }) => now.slice(0, from) + insert + now.slice(to), text);
}

describe('the Compose Specification', () => {
  test('has nothing against what is right, in every form', () => {
    const text = `name: shop
x-base: &base
  restart: unless-stopped
  logging: { driver: local }
services:
  web:
    <<: *base
    build: { context: ., args: { A: 1 } }
    ports: ["8080:80", 9000, { target: 90, published: "91" }]
    environment: [A=1, B]
    depends_on: { db: { condition: service_healthy } }
    volumes: [data:/d, ./x:/x, { type: volume, source: data, target: /e }]
    networks: { front: { aliases: [w] }, default: }
    secrets: [key]
    mem_limit: \${MEM:-50m}
    privileged: \${PRIV:-false}
    deploy: { replicas: 2, resources: { limits: { cpus: "0.5" } } }
    healthcheck: { test: [CMD, x], interval: 5s, retries: 3 }
    ulimits: { nofile: { soft: 1, hard: 2 } }
    x-own: [anything]
  db:
    <<: *base
    image: db
    ports: !reset []
networks: { front: }
volumes: { data: }
secrets: { key: { file: ./key } }
`;
    expect(said(text)).toEqual([]);
  });

  test.each([
    ['an unknown key', service('portz: ["80"]'), /no key “portz” in the service “web”/],
    ['an unknown key deep down', service('deploy: {resources: {limit: {}}}'), /no key “limit” in “resources”/],
    ['a wrong type', service('restart: 5'), /“restart” must be a text/],
    [
      'a value that is none of the possible',
      service('depends_on: {web2: {condition: healthy}}'),
      /“healthy” is none of/,
    ],
    ['nothing where something must be', service('environment:'), /“environment” must be/],
    ['what must be there and is not', service('volumes: [{target: /x}]'), /must have “type”/],
    ['a number out of range', service('oom_score_adj: 5000'), /must be 1000 or less/],
  ])('finds %s', (_, text, message) => {
    expect(said(text).filter((one) => message.test(one))).toHaveLength(1);
  });

  test('is looked at inside of an anchor, once, where it is used', () => {
    const text = 'x-a: &a {restrat: always}\nservices:\n  b: {image: a, <<: *a}\n  c: {image: a, <<: *a}\n';
    expect(said(text)).toEqual([expect.stringMatching(/no key “restrat”/)]);
  });

  test('what was meant is one click away', () => {
    expect(fixed('services:\n  web:\n    restrat: a # why\n    image: x\n')).toBe(
      'services:\n  web:\n    restart: a # why\n    image: x\n',
    );
    expect(fixed('version: "3"\nservices: {}\n')).toBe('services: {}\n');
    expect(fixed(service('volumes:\n  - data:/d # x'))).toBe(
      `${service('volumes:\n  - data:/d # x')}volumes:\n  data:\n`,
    );
    expect(fixed('services:\n  web: {image: a, depends_on: [dbb]}\n  db: {image: a}\n')).toContain('depends_on: [db]');
    expect(fixed(service('command: echo ${}'))).toContain('echo $${}');
  });
});

describe('names', () => {
  test.each([
    ['depends_on: [x]', 'service'],
    ['depends_on: {x: {condition: service_started}}', 'service'],
    ['links: ["x:alias"]', 'service'],
    ['network_mode: "service:x"', 'service'],
    ['volumes_from: ["x:ro"]', 'service'],
    ['extends: x', 'service'],
    ['extends: {service: x}', 'service'],
    ['networks: [x]', 'network'],
    ['networks: {x: }', 'network'],
    ['volumes: ["xx:/d:ro"]', 'volume'],
    ['volumes: [{type: volume, source: x, target: /d}]', 'volume'],
    ['secrets: [{source: x}]', 'secret'],
    ['configs: [x]', 'config'],
  ])('are missed in “%s”', (line, kind) => {
    const text = service(line);
    const missing = analyse(text).problems.filter(({ message }) => /^There is no \w+ “x/.test(message));
    expect(missing).toMatchObject([{ message: expect.stringMatching(`no ${kind} “x`) }]);
    expect(text.slice(missing[0]?.from, missing[0]?.to)).toMatch(/^xx?$/);
    expect(said(text, true).filter((one) => /There is no/.test(one))).toEqual([]);
  });

  test('that are paths, variables or in other files are no matter of this one', () => {
    const lines =
      'volumes: ["./x:/x", "/y:/y", "~/z:/z", "${V}:/v", "c:\\\\x:/x"]\nextends: {file: o.yaml, service: x}';
    expect(said(service(lines))).toEqual([]);
    expect(said(`include: [other.yaml]\n${service('depends_on: [db]')}`)).toEqual([]);
  });

  test('that wait for each other are a circle, also a long one', () => {
    const chain = Array.from({ length: 3000 }, (_, n) => `  s${n}: {image: a, depends_on: [s${(n + 1) % 3000}]}`);
    expect(said(`services:\n${chain.slice(0, 2).join('\n').replace('s2]', 's0]')}\n`)).toEqual([
      'These services wait for each other: s0 → s1 → s0.',
    ]);
    expect(said(`services:\n${chain.join('\n')}\n`)).toHaveLength(1);
    expect(said(service('depends_on: [web]'))).toEqual(['The service “web” waits for itself.']);
  });

  test('of host ports are taken once', () => {
    const two = (a: string, b: string) =>
      said(`services:\n  a: {image: x, ports: [${a}]}\n  b: {image: x, ports: [${b}]}\n`);
    expect(two('"80:80"', '"80:81"')).toEqual(['Port 80 of the host is published by “a” too.']);
    expect(two('"8000-8010:80-90"', '{target: 1, published: "8005"}')).toHaveLength(1);
    expect(two('"127.0.0.1:80:80"', '"0.0.0.0:80:80"')).toHaveLength(1);
    expect(two('"127.0.0.1:80:80"', '"127.0.0.2:80:80"')).toEqual([]);
    expect(two('"80:80"', '"80:80/udp"')).toEqual([]);
    expect(two('80', '80')).toEqual([]);
  });
});

test('variables are found with what stands in for them', () => {
  const text = service('command: echo $A ${B} $$C ${D:-x${E?no}} ${F+y} # ${G}');
  expect(analyse(text).variables.map(({ from, to, ...use }) => ({ ...use, at: text.slice(from, to) }))).toEqual([
    { name: 'A', at: '$A' },
    { name: 'B', at: '${B}' },
    { name: 'D', operator: ':-', operand: 'x${E?no}', at: '${D:-x${E?no}}' },
    { name: 'E', operator: '?', operand: 'no', at: '${E?no}' },
    { name: 'F', operator: '+', operand: 'y', at: '${F+y}' },
  ]);
});

test('what is broken says where, and nothing that only the other half could tell', () => {
  const half = 'services:\n  web:\n    image: a\n    depends_on: [db, \n  db:\n    image: b\n';
  expect(said(half).length).toBeGreaterThan(0);
  expect(said(half).join()).not.toMatch(/There is no service/);
  for (const text of [
    '',
    '\n',
    '---\n',
    'a',
    '[]',
    '&a [*a]',
    '*a',
    '? {a: b}\n: c',
    '\t',
    '<<: *x\nservices: {<<: 1}',
    'a: &a {<<: *a}',
  ]) {
    expect(() => analyse(text)).not.toThrow();
  }
});

test('an alias bomb is named as one at once', () => {
  const levels = Array.from({ length: 12 }, (_, n) => `x-${n + 1}: &l${n + 1} [${Array(9).fill(`*l${n}`).join(', ')}]`);
  const bomb = `x-0: &l0 [x]\n${levels.join('\n')}\nservices: {w: {image: x, command: *l12}}\n`;
  const startedAt = performance.now();
  expect(said(bomb).join()).toMatch(/millions of values/);
  expect(analyse(bomb).value).toBeUndefined();
  expect(performance.now() - startedAt).toBeLessThan(2000);
});

test('no text, however it is cut, is too much for it', () => {
  const whole =
    'x: &x {restart: "no"}\nservices:\n  web:\n    <<: *x\n    image: "a:${T:-1}"\n    ports:\n      - 80:80\n    networks: {a: {aliases: [q]}}\n';
  fc.assert(
    fc.property(
      fc.nat(whole.length),
      fc.nat(whole.length),
      fc.constantFrom('', '\n', '  ', '[', '"', ': ', '*x', '${'),
      (a, b, put) => {
        const text = whole.slice(0, Math.min(a, b)) + put + whole.slice(Math.max(a, b));
        for (const { from, to } of analyse(text).problems) {
          expect(from >= 0 && from <= to && to <= text.length + 1).toBe(true);
        }
        return true;
      },
    ),
  );
});
