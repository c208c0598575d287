import { expect, test } from 'vitest';
import { formsAt } from '../language/schema.ts';
import { partProblem, textProblem } from './checkText.ts';
import { COMMON_KEYS, groupsOf } from './commonKeys.ts';
import { findKeys } from './findKeys.ts';
import { ANYTHING, type Shape, shapeOf } from './shapes.ts';

const shape = (...path: (string | number)[]) => shapeOf(formsAt(path));
const service = shape('services', 'web').map!;

test('every key of the specification has a field: none is without a form', () => {
  const seen = new Set<Shape>();
  const without: string[] = [];
  function walk(at: Shape, path: string): void {
    if (seen.has(at) || at === ANYTHING) return;
    seen.add(at);
    if (!at.scalar && !at.list && !at.map) without.push(path);
    if (at.list) walk(at.list, `${path}[]`);
    for (const [key, of] of at.map?.keys ?? []) walk(of(), `${path}.${key}`);
    if (at.map?.others) walk(at.map.others(), `${path}.*`);
  }
  walk(shapeOf(formsAt([])), '');
  expect(without).toEqual([]);
  expect(seen.size).toBeGreaterThan(200);
});

test('the common keys and the groups have every key of a service, each once', () => {
  const keys = [...service.keys.keys()];
  const shown = [...COMMON_KEYS, ...groupsOf(keys).flatMap((group) => group.keys)];
  expect(shown.toSorted()).toEqual(keys.toSorted());
  expect(COMMON_KEYS).toHaveLength(23);
  expect(groupsOf(keys).find(({ title }) => title === 'Others')).toBeUndefined();
});

test('a value knows its forms, and which comes first', () => {
  expect(shape('services', 'web', 'environment')).toMatchObject({ first: 'map', list: { first: 'scalar' } });
  expect(shape('services', 'web', 'depends_on')).toMatchObject({ first: 'list', map: { keys: new Map() } });
  expect(shape('services', 'web', 'build')).toMatchObject({ first: 'scalar' });
  expect(shape('services', 'web', 'ports').list).toMatchObject({ scalar: {}, map: {} });
  expect(shape('services', 'web', 'command').scalar?.types).toEqual(['null', 'string']);
  expect(shape('services', 'web', 'x-mine')).toBe(ANYTHING);
});

test('a key is found by its name, by what is inside of it, and by its description', () => {
  expect([...findKeys(service.keys, 'start_int')]).toEqual(['healthcheck']);
  expect(findKeys(service.keys, 'memory')).toContain('deploy');
  expect(findKeys(service.keys, 'stop signal')).toContain('stop_signal');
  expect(findKeys(service.keys, 'zebra').size).toBe(0);
});

test('a text that cannot stand in its field is told, and one with a variable is left to Compose', () => {
  const problem = (text: string, ...path: (string | number)[]) => textProblem(path, text, shape(...path).scalar!);
  const web = ['services', 'web'] as const;
  expect(problem('ten', ...web, 'healthcheck', 'interval')).toContain('units');
  expect(problem('1m30s', ...web, 'healthcheck', 'interval')).toBeUndefined();
  expect(problem('512 megs', ...web, 'mem_limit')).toContain('unit');
  expect(problem('1.5g', ...web, 'mem_limit')).toBeUndefined();
  expect(problem('${SIZE}', ...web, 'mem_limit')).toBeUndefined();
  expect(problem('x', ...web, 'deploy', 'replicas')).toBe('A whole number is needed.');
  expect(problem('101', ...web, 'cpu_percent')).toBe('At most 100.');
  expect(problem('public', ...web, 'cgroup')).toBe('One of host, private.');
  expect(problem('99999', ...web, 'ports', 0, 'target')).toContain('65535');
  expect(partProblem('published', '8000-8010')).toBeUndefined();
  expect(partProblem('published', '80x')).toContain('number');
  expect(partProblem('protocol', 'tpc')).toContain('udp');
});
