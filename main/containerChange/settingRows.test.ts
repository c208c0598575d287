import { expect, test } from 'vitest';
import { compareRows } from './compareRows.ts';
import { settingRows } from './settingRows.ts';

const rows = (body: object) =>
  settingRows('web', { Image: 'app', ...body }).filter(({ key }) => !/^(Name|Image)$/.test(key));

test('each variable, label, port, mount and network is a row of its own', () => {
  const body = {
    Env: ['A=x=y', 'EMPTY=', 'GONE'],
    Labels: { team: 'blue' },
    ExposedPorts: { '80/tcp': {}, '81/udp': {} },
    Volumes: { '/nameless': {} },
    HostConfig: {
      PortBindings: { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: '8080' }, { HostPort: '' }] },
      Binds: ['data:/data:ro'],
      Tmpfs: { '/tmp': 'size=1m' },
      Memory: 64 * 1024 ** 2,
      NanoCpus: 5e8,
      RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 },
      Privileged: true,
      CapAdd: ['CAP_NET_ADMIN'],
    },
    NetworkingConfig: { EndpointsConfig: { lab: { Aliases: ['db'], IPAMConfig: { IPv4Address: '10.0.0.9' } } } },
  };
  expect(rows(body).map(({ group, label, value }) => `${group} / ${label}: ${value}`)).toEqual([
    'Environment / A: x=y',
    'Environment / EMPTY: ',
    'Environment / GONE: the image’s is taken away',
    'Labels / team: blue',
    'Ports / 80/tcp: 127.0.0.1:8080, a free port',
    'Ports / 81/udp: not published',
    'Mounts / /data: data (ro)',
    'Mounts / /tmp: tmpfs size=1m',
    'Mounts / /nameless: a volume without a name',
    'Networks / lab: 10.0.0.9 as db',
    'Limits / Memory: 64 MiB',
    'Limits / CPUs: 0.5',
    'Program / Restart policy: on-failure:3',
    'Security / Privileged: yes',
    'Security / Added capabilities: CAP_NET_ADMIN',
  ]);
});

test('what the engine takes for “not said” is no setting, so that saying it is no change', () => {
  const quiet = { Tty: false, User: '', HostConfig: { Memory: 0, Dns: [], RestartPolicy: { Name: 'no' }, Init: null } };
  expect(rows(quiet)).toEqual([]);
  expect(compareRows(rows(quiet), rows({}))).toEqual([]);
});

test('old and new stand side by side; what was added has no old, what was taken away no new', () => {
  const changes = compareRows(rows({ Env: ['A=1', 'B=2'] }), rows({ Env: ['A=3', 'C=4'] }));
  expect(changes.map(({ label, before, after }) => [label, before, after])).toEqual([
    ['A', '1', '3'],
    ['B', '2', undefined],
    ['C', undefined, '4'],
  ]);
});
