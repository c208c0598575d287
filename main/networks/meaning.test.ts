import { expect, test } from 'vitest';
import type { ContainerSummary } from '../../contract/model/container.ts';
import type { NetworkMember, NetworkSummary } from '../../contract/model/network.ts';
import { isOn } from '../services/networks/members.ts';
import { meaningOf } from './meaning.ts';

const network = (id: string, name = id): NetworkSummary => ({
  id,
  name,
  driver: 'bridge',
  scope: 'local',
  createdAt: 0,
  isInternal: false,
  isAttachable: false,
  isIpv6: false,
  isIngress: false,
  isConfigOnly: false,
  pools: [],
  subnets: [],
  ipamDriver: 'default',
  options: {},
  labels: {},
});
const container = (
  id: string,
  networks: readonly (readonly [string, string])[],
  service?: string,
): ContainerSummary => ({
  id,
  name: id,
  image: '',
  imageId: '',
  command: '',
  createdAt: 0,
  state: 'running',
  ports: [],
  networks: networks.map(([networkId, ipAddress]) => ({ name: networkId, networkId, ipAddress })),
  mounts: [],
  labels: {},
  ...(service !== undefined && { stack: { project: 'shop', service } }),
});
const member = (id: string, ipAddress: string, ...aliases: string[]): NetworkMember => ({
  id,
  name: id,
  state: 'running',
  ipAddress,
  aliases,
  names: [id, ...aliases],
  links: [],
});

const web = container('web', [
  ['front', '10.1.0.2'],
  ['bridge', '172.17.0.2'],
]);
const db = container('db', [['front', '10.1.0.3']]);
const cache = container('cache', [['back', '10.2.0.2']], 'redis');
const old = container('old', [['bridge', '172.17.0.3']]);
const ground = {
  from: web,
  containers: [web, db, cache, old],
  peopled: [
    { network: network('front'), members: [member('web', '10.1.0.2'), member('db', '10.1.0.3', 'sql')] },
    { network: network('bridge'), members: [] },
  ],
  links: [],
};

test('a name or alias on a common network is a neighbour, with its address there', () => {
  expect(meaningOf('SQL', ground)).toMatchObject({
    type: 'neighbour',
    container: { id: 'db' },
    addresses: ['10.1.0.3'],
  });
  expect(meaningOf('10.1.0.3', ground)).toMatchObject({ type: 'neighbour', by: 'address' });
});

test('itself is itself by each of its names', () => {
  for (const host of ['localhost', '127.0.0.1', '::1', 'web', '172.17.0.2']) {
    expect(meaningOf(host, ground)).toEqual({ type: 'itself' });
  }
});

test('a container that shares no network is apart, also by its service', () => {
  expect(meaningOf('cache', ground)).toMatchObject({ type: 'apart', container: { id: 'cache' } });
  expect(meaningOf('redis', ground)).toMatchObject({ type: 'apart', container: { id: 'cache' } });
  expect(meaningOf('10.2.0.2', ground)).toMatchObject({ type: 'apart', by: 'address' });
});

test('on the default bridge a name means nothing but for a link', () => {
  expect(meaningOf('old', ground)).toMatchObject({ type: 'unnamed', container: { id: 'old' } });
  expect(meaningOf('elder', { ...ground, links: [['old', 'elder']] })).toMatchObject({
    type: 'neighbour',
    by: 'link',
    addresses: ['172.17.0.3'],
  });
});

test('everything else is left to DNS', () => {
  expect(meaningOf('example.com', ground)).toEqual({ type: 'elsewhere', isAddress: false });
  expect(meaningOf('8.8.8.8', ground)).toEqual({ type: 'elsewhere', isAddress: true });
});

test('a network that is said by its name, as Podman 4 does, is that network', () => {
  const [one, two] = [container('one', [['front', '10.1.0.2']]), container('two', [['front', '10.1.0.3']])];
  const peopled = [{ network: network('0f3a', 'front'), members: [member('one', '10.1.0.2')] }];
  const found = meaningOf('10.1.0.3', { from: one, containers: [one, two], peopled, links: [] });
  expect(found).toMatchObject({ type: 'neighbour', container: { id: 'two' } });
  expect(isOn(two, network('0f3a', 'front'))).toBe(true);
  expect(isOn(two, network('0f3a', 'back'))).toBe(false);
});
