import { expect, test } from 'vitest';
import type { ImageConfig, MadeContainer } from './made.ts';
import { recreateBody } from './recreateBody.ts';

const ID = 'c'.repeat(64);
type Body = Record<string, unknown> & { readonly HostConfig: Record<string, unknown> };

const made = (patch: { config?: object; host?: object; mounts?: object[]; networks?: object } = {}): MadeContainer =>
  ({
    Id: ID,
    Name: '/web',
    Image: 'sha256:old',
    State: { Running: true },
    Config: { Image: 'app:1', Hostname: ID.slice(0, 12), ...patch.config },
    HostConfig: { NetworkMode: 'bridge', ...patch.host },
    Mounts: patch.mounts ?? [],
    NetworkSettings: { Networks: patch.networks ?? { bridge: {} } },
  }) as MadeContainer;

const bodyOf = (container: MadeContainer, old: ImageConfig = {}, canMakeNetworks = true) =>
  recreateBody(container, old, { canMakeNetworks }).body as Body;

test('what only came from the old image is left to the new one; what was chosen is kept', () => {
  const config = {
    Env: ['A=image', 'B=mine'],
    Labels: { image: '1', mine: '2' },
    Cmd: ['serve'],
    WorkingDir: '/srv',
    User: 'me',
    ExposedPorts: { '80/tcp': {}, '81/tcp': {} },
  };
  const old = {
    Env: ['A=image', 'B=image'],
    Labels: { image: '1' },
    Cmd: ['serve'],
    WorkingDir: '/srv',
    ExposedPorts: { '80/tcp': {} },
  };
  const body = bodyOf(made({ config }), old);
  expect(body).toMatchObject({ Env: ['B=mine'], Labels: { mine: '2' }, User: 'me', ExposedPorts: { '81/tcp': {} } });
  expect(body['Cmd']).toBeUndefined();
  expect(body['WorkingDir']).toBeUndefined();
});

test('an entrypoint of one’s own keeps the command that stands with it, also where that is the image’s', () => {
  const body = bodyOf(made({ config: { Entrypoint: ['sh'], Cmd: ['serve'] } }), {
    Entrypoint: ['run'],
    Cmd: ['serve'],
  });
  expect(body).toMatchObject({ Entrypoint: ['sh'], Cmd: ['serve'] });
});

test('a host name that the engine made of the id is made anew; one that was chosen stays', () => {
  expect(bodyOf(made())['Hostname']).toBeUndefined();
  expect(bodyOf(made({ config: { Hostname: 'db' } }))['Hostname']).toBe('db');
  const config = { Hostname: 'of-another' };
  for (const host of [{ NetworkMode: `container:${ID}` }, { UTSMode: 'host' }])
    expect(bodyOf(made({ config, host }))['Hostname']).toBeUndefined();
});

test('volumes without a name go on by the name that the engine gave them; others stay as they were asked for', () => {
  const container = made({
    host: {
      Binds: ['named:/named:ro', '/host:/host'],
      Mounts: [
        { Type: 'volume', Target: '/by-mount' },
        { Type: 'volume', Source: 'own', Target: '/own' },
      ],
      Links: ['/db:/web/database'],
    },
    mounts: [
      { Type: 'volume', Name: 'named', Destination: '/named', RW: false },
      { Type: 'bind', Destination: '/host', RW: true },
      { Type: 'volume', Name: 'f00', Destination: '/by-mount', RW: true },
      { Type: 'volume', Name: 'own', Destination: '/own', RW: true },
      { Type: 'volume', Name: 'ba5', Destination: '/image', RW: true },
      { Type: 'volume', Name: 'r0', Destination: '/read', RW: false },
    ],
  });
  expect(bodyOf(container).HostConfig).toMatchObject({
    Binds: ['named:/named:ro', '/host:/host', 'ba5:/image', 'r0:/read:ro'],
    Mounts: [
      { Target: '/by-mount', Source: 'f00' },
      { Target: '/own', Source: 'own' },
    ],
    Links: ['db:database'],
  });
});

test('a place that was written with a slash at its end is not mounted twice', () => {
  const container = made({
    host: { Binds: ['named:/named/'], Mounts: [{ Type: 'volume', Target: '/by//mount/' }] },
    mounts: [
      { Type: 'volume', Name: 'named', Destination: '/named', RW: true },
      { Type: 'volume', Name: 'f00', Destination: '/by/mount', RW: true },
    ],
  });
  expect(bodyOf(container).HostConfig).toMatchObject({
    Binds: ['named:/named/'],
    Mounts: [{ Target: '/by//mount/', Source: 'f00' }],
  });
});

test('of networks the addresses and aliases that were chosen are kept, not those that the engine gave', () => {
  const networks = {
    extra: { Aliases: ['x', ID.slice(0, 12)], IPAddress: '10.0.0.7', MacAddress: '02:00', IPAMConfig: {} },
    main: { IPAMConfig: { IPv4Address: '10.1.0.9' }, Aliases: ['db'], GwPriority: 5 },
  };
  const container = made({ host: { NetworkMode: 'main' }, networks, config: { MacAddress: '02:42:aa' } });
  expect(bodyOf(container)['NetworkingConfig']).toEqual({
    EndpointsConfig: {
      main: { IPAMConfig: { IPv4Address: '10.1.0.9' }, Aliases: ['db'], GwPriority: 5, MacAddress: '02:42:aa' },
      extra: { Aliases: ['x'] },
    },
  });
  const older = recreateBody(container, {}, { canMakeNetworks: false });
  expect(older.body).toMatchObject({ MacAddress: '02:42:aa' });
  expect(older.laterNetworks).toEqual([{ name: 'extra', endpoint: { Aliases: ['x'] } }]);
});

test.each(['host', 'none', `container:${ID}`])('with the network %s none is named', (NetworkMode) => {
  const body = bodyOf(made({ host: { NetworkMode }, networks: { [NetworkMode]: {} } }));
  expect(body['NetworkingConfig']).toBeUndefined();
  expect(body.HostConfig['NetworkMode']).toBe(NetworkMode);
});

test('what Podman says otherwise than it takes it is written as it takes it', () => {
  const host = {
    ...{ NanoCpus: 500_000_000, CpuPeriod: 100_000, CpuQuota: 50_000 },
    Ulimits: [{ Name: 'RLIMIT_NOFILE', Soft: 1, Hard: 2 }],
  };
  expect(bodyOf(made({ host })).HostConfig).toMatchObject({
    ...{ NanoCpus: 500_000_000, CpuPeriod: 0, CpuQuota: 0 },
    Ulimits: [{ Name: 'nofile', Soft: 1, Hard: 2 }],
  });
  const quota = { NanoCpus: 0, CpuPeriod: 100_000, CpuQuota: 50_000 };
  expect(bodyOf(made({ host: quota })).HostConfig).toMatchObject(quota);
});

test('what Podman set in the old one by itself is not written down for the new one, its name above all', () => {
  const config = { Hostname: ID.slice(0, 12), Env: ['container=podman', `HOSTNAME=${ID.slice(0, 12)}`, 'MINE=1'] };
  expect(bodyOf(made({ config }))).toMatchObject({ Env: ['MINE=1'] });
});
