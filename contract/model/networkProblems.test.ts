import { describe, expect, test } from 'vitest';
import { NetworkSettings, type NetworkSettingsInput, type NetworkSurroundings } from './network.ts';
import { networkProblems } from './networkProblems.ts';

const networks = [{ name: 'shop', subnets: ['172.18.0.0/16'], driver: 'bridge' }];
const surroundings: NetworkSurroundings = {
  drivers: ['bridge', 'macvlan', 'overlay'],
  isSwarmManager: false,
  hostSubnets: [{ interface: 'eth0', subnet: '192.168.1.0/24' }],
  hostInterfaces: ['eth0'],
};

const problems = (input: Partial<NetworkSettingsInput>) =>
  networkProblems(NetworkSettings.parse({ name: 'new', ...input }), { networks, surroundings }).map(
    ({ path, message, isWarning }) => `${path}${isWarning ? '?' : ''}: ${message}`,
  );
const pool = (subnet: string, more: object = {}) => problems({ pools: [{ subnet, ...more }] });

describe('a new network', () => {
  test('without anything wrong has no problems', () => {
    expect(problems({})).toEqual([]);
    expect(
      pool('192.168.5.0/24', {
        gateway: '192.168.5.1',
        ipRange: '192.168.5.128/25',
        auxAddresses: { nas: '192.168.5.9' },
      }),
    ).toEqual([]);
  });

  test.each([
    ['shop', 'There is a network “shop” already.'],
    ['a b', 'beginning with a letter'],
    ['-x', 'beginning with a letter'],
    ['host', 'means something of its own'],
  ])('called “%s” is refused', (name, why) => expect(problems({ name })).toEqual([expect.stringContaining(why)]));

  test.each([
    ['192.168.5.0', {}, 'pools.0.subnet: Write a subnet as'],
    ['192.168.5.7/24', {}, 'pools.0.subnet: That is an address within a subnet. Write 192.168.5.0/24.'],
    ['10.0.0.0/31', {}, 'pools.0.subnet: It has no room'],
    ['172.18.9.0/24', {}, 'pools.0.subnet: It overlaps with 172.18.0.0/16, which the network “shop” has.'],
    ['172.16.0.0/12', {}, 'pools.0.subnet: It overlaps with 172.18.0.0/16, which the network “shop” has.'],
    ['192.168.0.0/16', {}, 'pools.0.subnet?: This machine is on 192.168.1.0/24 itself (eth0)'],
    ['fd00:5::/64', {}, 'pools.0.subnet: Turn IPv6 on'],
    ['10.9.0.0/24', { gateway: '10.8.0.1' }, 'pools.0.gateway: It lies outside 10.9.0.0/24.'],
    ['10.9.0.0/24', { gateway: 'x' }, 'pools.0.gateway: This is not an address.'],
    ['10.9.0.0/24', { gateway: '10.9.0.255' }, 'pools.0.gateway: The first and the last'],
    ['10.9.0.0/24', { ipRange: '10.10.0.0/25' }, 'pools.0.ipRange: It lies outside 10.9.0.0/24.'],
    [
      '10.9.0.0/24',
      { ipRange: '10.9.0.3/25' },
      'pools.0.ipRange: That is an address within a range. Write 10.9.0.0/25.',
    ],
    ['10.9.0.0/24', { auxAddresses: { nas: '10.8.0.1' } }, 'pools.0.auxAddresses: 10.8.0.1 lies outside'],
    [
      '10.9.0.0/24',
      { gateway: '10.9.0.1', auxAddresses: { nas: '10.9.0.1' } },
      'pools.0.auxAddresses: 10.9.0.1 is taken by the gateway.',
    ],
  ])('on %s with %o: %s', (subnet, more, expected) =>
    expect(pool(subnet, more)).toEqual([expect.stringContaining(expected)]),
  );

  test('may not have one range twice', () => {
    expect(problems({ pools: [{ subnet: '10.9.0.0/16' }, { subnet: '10.9.4.0/24' }] })).toEqual([
      'pools.1.subnet: It overlaps with the first subnet of this network.',
    ]);
  });

  test('needs a driver that the engine has, and what the driver needs', () => {
    expect(problems({ driver: 'weave' })).toEqual(['driver: The engine has no network driver “weave”.']);
    expect(problems({ driver: 'overlay' })).toEqual([expect.stringContaining('docker swarm init')]);
    expect(problems({ driver: 'macvlan' })).toEqual([expect.stringContaining('options.parent?')]);
    expect(problems({ driver: 'macvlan', options: { parent: 'eth0' } })).toEqual([]);
    expect(problems({ options: { 'com.docker.network.driver.mtu': '20' } })).toEqual([
      'options.mtu: A number from 68 to 65535.',
    ]);
    expect(problems({ isAttachable: true })).toEqual([expect.stringContaining('isAttachable?')]);
  });
});
