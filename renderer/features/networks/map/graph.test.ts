import { expect, test } from 'vitest';
import type { ContainerSummary } from '../../../../contract/model/container.ts';
import { summary } from '../testing/networkSummaries.ts';
import { APART, mapGraph, WORLD } from './graph.ts';
import { reachFrom } from './reach.ts';

const container = (id: string, networkIds: readonly string[], more: Partial<ContainerSummary> = {}) =>
  ({
    id,
    name: id,
    state: 'running',
    labels: {},
    ports: [],
    networks: networkIds.map((networkId) => ({ name: networkId, networkId })),
    ...more,
  }) as unknown as ContainerSummary;

const bridge = summary({ id: 'bridge', name: 'bridge' });
const shop = summary({ id: 'shop', name: 'shop', stack: 'shop' });
const back = summary({ id: 'back', name: 'back', isInternal: true });

test('a container stands in the network of its stack, and has lines to its others', () => {
  const web = container('web', ['bridge', 'back', 'shop'], { stack: { project: 'shop', service: 'web' } });
  const { frames, lines, homes } = mapGraph([bridge, shop, back], [web], {});
  expect(homes.get('web')).toBe('shop');
  expect(lines.map(({ kind, toId }) => `${kind} ${toId}`)).toEqual(['joins bridge', 'joins back']);
  expect(frames.map(({ id, kind }) => `${id} ${kind}`)).toEqual(['shop open', 'back closed']);
});

test('where it stood it stays, until it leaves that network', () => {
  const homes = { web: 'back' };
  expect(mapGraph([shop, back], [container('web', ['shop', 'back'])], homes).homes.get('web')).toBe('back');
  expect(mapGraph([shop, back], [container('web', ['shop'])], homes).homes.get('web')).toBe('shop');
  expect(mapGraph([shop, back], [container('web', [])], homes).homes.get('web')).toBe(APART);
});

test('published ports lead in from the world, and a stack’s order is drawn', () => {
  const db = container('db', ['shop'], { stack: { project: 'shop', service: 'db' } });
  const web = container('web', ['shop'], {
    stack: { project: 'shop', service: 'web' },
    labels: { 'com.docker.compose.depends_on': 'db:service_healthy:false,gone:service_started:true' },
    ports: [
      { containerPort: 80, protocol: 'tcp', hostIp: '0.0.0.0', hostPort: 8080 },
      { containerPort: 80, protocol: 'tcp', hostIp: '::', hostPort: 8080 },
    ],
  });
  const { lines } = mapGraph([shop], [db, web], {});
  expect(lines).toEqual([
    { id: `${WORLD} web`, kind: 'published', fromId: WORLD, toId: 'web' },
    { id: 'web needs db', kind: 'depends', fromId: 'web', toId: 'db' },
  ]);
});

test('a container reaches those on its networks, but for those that are kept apart', () => {
  const apart = summary({ id: 'apart', name: 'apart', options: { 'com.docker.network.bridge.enable_icc': 'false' } });
  const all = [
    container('web', ['back', 'apart']),
    container('db', ['back', 'apart']),
    container('other', ['apart']),
    container('far', ['shop']),
  ];
  const reach = reachFrom(all[0]!, all, [back, apart, shop]);
  expect(reach.neighbours).toMatchObject([{ name: 'db', via: ['back'] }]);
  expect(reach.keptApart).toMatchObject([{ name: 'other', via: ['apart'] }]);
  expect(reach.outside).toBe('yes');
  expect(reachFrom(container('x', ['back']), all, [back]).outside).toBe('no');
  expect(reachFrom(container('x', []), all, [back]).outside).toBe('unknown');
});
