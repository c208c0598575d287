import { expect, test } from 'vitest';
import { allDependents, dependentsIn, linkedByName } from './dependents.ts';
import type { MadeContainer } from './made.ts';

const made = (name: string, host: object = {}) =>
  ({ Id: `id-${name}`, Name: `/${name}`, HostConfig: host }) as MadeContainer;

test('who lives in another one is found by network, memory, processes and links, by id or by name', () => {
  const found = dependentsIn([
    made('db'),
    made('a', { NetworkMode: 'container:id-db' }),
    made('b', { IpcMode: 'container:db', PidMode: 'container:id-db' }),
    made('c', { Links: ['/db:/c/alias'] }),
    made('d', { NetworkMode: 'bridge', PidMode: 'host' }),
  ]);
  expect([...found]).toEqual([
    [
      'id-db',
      [
        { id: 'id-a', name: 'a', by: 'network' },
        { id: 'id-b', name: 'b', by: 'ipc' },
        { id: 'id-c', name: 'c', by: 'link' },
      ],
    ],
  ]);
});

test('what depends on what depends comes after it, each once, also where they go round in a circle', () => {
  const found = dependentsIn([
    made('a', { Links: ['/c:/a/x'] }),
    made('b', { Links: ['/a:/b/x'] }),
    made('c', { Links: ['/b:/c/x', '/a:/c/y'] }),
  ]);
  expect(allDependents('id-a', found).map(({ name }) => name)).toEqual(['b', 'c']);
});

test('whose link in a network with a name goes by a name is known', () => {
  const linked = (name: string, link: string) =>
    ({
      ...made(name),
      NetworkSettings: { Networks: { bridge: { Links: null }, lab: { Links: [link] } } },
    }) as MadeContainer;
  const all = [
    made('db'),
    linked('web', 'db:store'),
    linked('other', 'db2:store'),
    made('old', { Links: ['/db:/old/x'] }),
  ];
  expect(linkedByName(all, 'db')).toEqual(['web']);
});
