import { describe, expect, test } from 'vitest';
import { RunSettings, type RunSettingsInput } from '../model/run.ts';
import { canMakeNetworks, createBody } from './createBody.ts';
import { withNamedVolumes } from './read/mounts.ts';

const settings = (input: Partial<RunSettingsInput>) => RunSettings.parse({ image: 'web', ...input });

describe('several networks', () => {
  const networks = [
    { name: 'front', aliases: ['a'], macAddress: '02:42:ac:11:00:02' },
    { name: 'back', ipv4Address: '10.0.0.5', macAddress: '02:42:ac:11:00:03' },
  ];

  test('are made with the container from API 1.44 on', () => {
    expect(createBody(settings({ networks }), { canMakeNetworks: true })).toMatchObject({
      body: {
        HostConfig: { NetworkMode: 'front' },
        NetworkingConfig: {
          EndpointsConfig: {
            front: { Aliases: ['a'], MacAddress: '02:42:ac:11:00:02' },
            back: { IPAMConfig: { IPv4Address: '10.0.0.5' }, MacAddress: '02:42:ac:11:00:03' },
          },
        },
      },
      laterNetworks: [],
    });
    expect(['1.43', '1.44', '1.51', '2.0'].map((apiVersion) => canMakeNetworks({ apiVersion }))).toEqual([
      ...[false, true, true, true],
    ]);
  });

  test('are connected after it at an older engine, which has the MAC address beside them', () => {
    const { body, laterNetworks } = createBody(settings({ networks }), { canMakeNetworks: false });
    expect(body).toMatchObject({
      MacAddress: '02:42:ac:11:00:02',
      NetworkingConfig: { EndpointsConfig: { front: { Aliases: ['a'] } } },
    });
    expect(JSON.stringify(body)).not.toContain('back');
    expect(laterNetworks).toEqual([
      { name: 'back', endpoint: { IPAMConfig: { IPv4Address: '10.0.0.5' }, MacAddress: '02:42:ac:11:00:03' } },
    ]);
  });
});

test('links belong to the default bridge, or to the first network with a name', () => {
  const links = [{ container: 'db', alias: 'sql' }];
  expect(createBody(settings({ links }), { canMakeNetworks: true }).body).toMatchObject({
    HostConfig: { Links: ['db:sql'] },
  });
  const inLab = createBody(settings({ links, networks: [{ name: 'lab' }] }), { canMakeNetworks: true }).body;
  expect(inLab).toMatchObject({ NetworkingConfig: { EndpointsConfig: { lab: { Links: ['db:sql'] } } } });
});

test('volumes without a name get theirs for the container that takes the place, those of the image included', () => {
  const before = settings({
    mounts: [
      { type: 'volume', source: '', target: '/own/' },
      { type: 'volume', source: 'data', target: '/data' },
    ],
  });
  const made = {
    Id: 'a',
    Mounts: [
      { Type: 'volume', Name: '1111', Destination: '/own', RW: true },
      { Type: 'volume', Name: 'data', Destination: '/data', RW: true },
      { Type: 'volume', Name: '2222', Destination: '/of-the-image', RW: true },
      { Type: 'bind', Destination: '/etc' },
    ],
  };
  expect(withNamedVolumes(before, made).mounts.map(({ source, target }) => `${source} ${target}`)).toEqual([
    ...['1111 /own/', 'data /data', '2222 /of-the-image'],
  ]);
});
