import type { ComposeEdit, ComposeValue } from '../edit';
import { parseCompose } from '../parseCompose';

/** An edit that a person may want, by name; more than one where it takes several to get there. */
export interface Case {
  readonly name: string;
  readonly edits: readonly ComposeEdit[];
}

type Shape = Record<string, ComposeValue>;

const shape = (value: ComposeValue | undefined): Shape | undefined =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Shape) : undefined;
const list = (value: ComposeValue | undefined): readonly ComposeValue[] | undefined =>
  Array.isArray(value) ? (value as readonly ComposeValue[]) : undefined;

/** Every edit of the catalogue that can be made in this file. */
export function catalogue(text: string): Case[] {
  const file = shape(parseCompose(text).valueAt([])) ?? {};
  const services = Object.entries(shape(file['services']) ?? {});
  return [
    ...services.flatMap(([name, service]) => ofService(['services', name], shape(service) ?? {})),
    ...ofSection('services', file, {
      image: 'redis:7-alpine',
      ports: ['6379:6379', { target: 53, protocol: 'udp' }],
      environment: { TZ: 'Europe/Rome', EMPTY: '', ON: 'on', COUNT: '010' },
      command: ['redis-server', '--save', ''],
      healthcheck: { test: ['CMD', 'redis-cli', 'ping'], interval: '10s', retries: 3 },
    }),
    ...ofSection('networks', file, { driver: 'bridge', labels: { a: 'b: c' } }),
    ...ofSection('volumes', file, null),
    ...ofSection('volumes', file, { driver: 'local' }),
  ];
}

function ofSection(section: string, file: Shape, value: ComposeValue): Case[] {
  const names = Object.keys(shape(file[section]) ?? {});
  const path = [section];
  const cases: Case[] = [
    { name: `new in ${section}`, edits: [{ op: 'set', path: [...path, 'new-one'], value }] },
    { name: `insert first in ${section}`, edits: [{ op: 'insert', path, key: 'new-one', index: 0, value }] },
  ];
  const [first] = names;
  const last = names.at(-1);
  if (first !== undefined && last !== undefined) {
    cases.push(
      { name: `remove first of ${section}`, edits: [{ op: 'remove', path: [...path, first] }] },
      { name: `remove last of ${section}`, edits: [{ op: 'remove', path: [...path, last] }] },
      { name: `rename in ${section}`, edits: [{ op: 'rename', path: [...path, first], to: 'renamed' }] },
      { name: `remove all of ${section}`, edits: names.map((each) => ({ op: 'remove', path: [...path, each] })) },
    );
  }
  return cases;
}

/** Texts that read as something else where they are written carelessly. */
const TRAPS = ['no', 'a: b', 'x #y', '1e3', '~', "it's", '"q"', '- x', '*a', '${A:-b}', 'ünïcode 🐳'];

function ofService(path: readonly string[], service: Shape): Case[] {
  const at = (...keys: (string | number)[]) => [...path, ...keys];
  const set = (keys: (string | number)[], value: ComposeValue): Case => ({
    name: `set ${keys.map((key) => (typeof key === 'number' ? '[]' : key)).join('.')}`,
    edits: [{ op: 'set', path: at(...keys), value }],
  });
  const cases: Case[] = [
    set(['image'], 'nginx:1.27'),
    set(['restart'], 'no'),
    set(['restart'], 'unless-stopped'),
    set(['container_name'], 'other'),
    set(['working_dir'], '/a b'),
    set(['command'], 'echo "a" | cat # b: c'),
    set(['command'], ['sh', '-c', 'echo a\necho b\n']),
    set(['stop_grace_period'], '1m30s'),
    set(['privileged'], true),
    set(['mem_limit'], '512m'),
    set(['healthcheck', 'interval'], '15s'),
    set(['healthcheck', 'retries'], 7),
    set(['healthcheck', 'test'], ['CMD', 'true']),
    set(['deploy', 'resources', 'limits', 'memory'], '256M'),
    set(['deploy', 'resources', 'limits', 'cpus'], '0.50'),
    ...(shape(service['build'])
      ? [...pairs(at('build', 'args'), shape(service['build'])?.['args'], 'build.args')]
      : []),
    ...pairs(at('environment'), service['environment'], 'environment'),
    ...pairs(at('labels'), service['labels'], 'labels'),
    ...items(at('ports'), service['ports'], 'ports', [
      '8443:443',
      '127.0.0.1:53:53/udp',
      { target: 80, published: '8081' },
    ]),
    ...items(at('volumes'), service['volumes'], 'volumes', [
      './a b:/data:ro',
      { type: 'bind', source: './x', target: '/x', read_only: true },
    ]),
    ...(shape(service['networks'])
      ? named(at('networks'), service['networks'], 'networks', null)
      : items(at('networks'), service['networks'], 'networks', ['default'])),
    ...(shape(service['depends_on'])
      ? named(at('depends_on'), service['depends_on'], 'depends_on', { condition: 'service_started' })
      : items(at('depends_on'), service['depends_on'], 'depends_on', ['other'])),
  ];
  for (const [key, value] of Object.entries(service)) {
    cases.push({ name: `remove ${key}`, edits: [{ op: 'remove', path: at(key) }] });
    if (key.startsWith('x-') || value === null || typeof value === 'object') continue;
    cases.push({ name: `rename ${key}`, edits: [{ op: 'rename', path: at(key), to: 'x-renamed' }] });
  }
  cases.push({ name: 'rename service', edits: [{ op: 'rename', path, to: 'renamed' }] });
  return cases;
}

/** A map of texts, or a list of `key=value`. */
function pairs(path: readonly (string | number)[], value: ComposeValue | undefined, name: string): Case[] {
  if (list(value)) return items(path, value, name, ['NEW=on', 'SPACED=a b # c']);
  const keys = Object.keys(shape(value) ?? {});
  const cases: Case[] = [
    { name: `add to ${name}`, edits: [{ op: 'set', path: [...path, 'NEW'], value: 'on' }] },
    ...TRAPS.map((trap): Case => ({
      name: `add a trap to ${name}`,
      edits: [{ op: 'set', path: [...path, 'NEW'], value: trap }],
    })),
  ];
  const [first] = keys;
  if (first === undefined) return cases;
  cases.push(
    ...TRAPS.map((trap): Case => ({
      name: `set a trap in ${name}`,
      edits: [{ op: 'set', path: [...path, first], value: trap }],
    })),
    { name: `set in ${name}`, edits: [{ op: 'set', path: [...path, first], value: 'changed' }] },
    { name: `set a number in ${name}`, edits: [{ op: 'set', path: [...path, first], value: 5 }] },
    { name: `remove from ${name}`, edits: [{ op: 'remove', path: [...path, first] }] },
    { name: `rename in ${name}`, edits: [{ op: 'rename', path: [...path, first], to: 'RENAMED' }] },
    { name: `remove all of ${name}`, edits: keys.map((key) => ({ op: 'remove', path: [...path, key] })) },
    { name: `set all of ${name}`, edits: [{ op: 'set', path, value: { [first]: 'kept', OTHER: 'x' } }] },
  );
  return cases;
}

function named(
  path: readonly (string | number)[],
  value: ComposeValue | undefined,
  name: string,
  entry: ComposeValue,
): Case[] {
  const [first] = Object.keys(shape(value) ?? {});
  const cases: Case[] = [
    { name: `add to ${name} by name`, edits: [{ op: 'set', path: [...path, 'default'], value: entry }] },
  ];
  if (first === undefined) return cases;
  return [
    ...cases,
    { name: `remove from ${name} by name`, edits: [{ op: 'remove', path: [...path, first] }] },
    { name: `rename in ${name} by name`, edits: [{ op: 'rename', path: [...path, first], to: 'default' }] },
  ];
}

function items(
  path: readonly (string | number)[],
  value: ComposeValue | undefined,
  name: string,
  added: readonly ComposeValue[],
): Case[] {
  const count = list(value)?.length ?? 0;
  const cases = added.flatMap((each): Case[] => [
    { name: `add to ${name}`, edits: [{ op: 'insert', path, value: each }] },
    { name: `add first to ${name}`, edits: [{ op: 'insert', path, index: 0, value: each }] },
    ...(count > 1
      ? [{ name: `insert in ${name}`, edits: [{ op: 'insert', path, index: 1, value: each } as const] }]
      : []),
    ...(count > 0
      ? [{ name: `set in ${name}`, edits: [{ op: 'set', path: [...path, count - 1], value: each } as const] }]
      : []),
  ]);
  if (count === 0) return cases;
  cases.push(
    { name: `remove first of ${name}`, edits: [{ op: 'remove', path: [...path, 0] }] },
    { name: `remove last of ${name}`, edits: [{ op: 'remove', path: [...path, count - 1] }] },
    {
      name: `remove all of ${name}`,
      edits: Array.from({ length: count }, () => ({ op: 'remove', path: [...path, 0] }) as const),
    },
    { name: `set all of ${name}`, edits: [{ op: 'set', path, value: [...added, ...(list(value) ?? []).slice(1)] }] },
  );
  return cases;
}
