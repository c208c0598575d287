import { expect, test } from 'vitest';
import { NetworkSettings } from '../model/network.ts';
import {
  connectNetworkCommand,
  createNetworkCommand,
  disconnectNetworkCommand,
  pruneNetworksCommand,
} from './networkCommands.ts';

test('a network that the engine makes by itself takes one word', () => {
  expect(createNetworkCommand(NetworkSettings.parse({ name: 'shop' }))).toBe('docker network create shop');
});

test('everything that was chosen stands in the command, quoted where a shell needs it', () => {
  const settings = NetworkSettings.parse({
    name: 'lan',
    driver: 'macvlan',
    isInternal: true,
    isIpv6: true,
    pools: [
      { subnet: '10.1.0.0/24', gateway: '10.1.0.1', ipRange: '10.1.0.128/25', auxAddresses: { nas: '10.1.0.9' } },
      { subnet: 'fd00::/64' },
    ],
    options: { parent: 'eth0' },
    labels: { owner: 'a b' },
  });
  expect(createNetworkCommand(settings, ['--context', 'lab'])).toBe(
    'docker --context lab network create --driver macvlan --subnet 10.1.0.0/24 --gateway 10.1.0.1 --ip-range 10.1.0.128/25 ' +
      "--aux-address nas=10.1.0.9 --subnet fd00::/64 --internal --ipv6 --opt parent=eth0 --label 'owner=a b' lan",
  );
});

test('joining, leaving and pruning', () => {
  expect(
    connectNetworkCommand('shop', 'db', { aliases: ['a', 'b'], ipAddress: '10.1.0.7', ipv6Address: 'fd00::7' }),
  ).toBe('docker network connect --alias a --alias b --ip 10.1.0.7 --ip6 fd00::7 shop db');
  expect(disconnectNetworkCommand('shop', 'db', true)).toBe('docker network disconnect --force shop db');
  expect(pruneNetworksCommand(24)).toBe('docker network prune --filter until=24h');
});
