import { describe, expect, test } from 'vitest';
import { readStatus } from './status.ts';
import { toSummaries } from './summary.ts';

const NOW = 1_000_000_000_000;
const MINUTE = 60_000;

describe('what the engine says of a status in words', () => {
  test.each([
    ['Up Less than a second', { sinceAt: NOW }],
    ['Up 1 second (health: starting)', { health: 'starting', sinceAt: NOW - 1000 }],
    ['Up About a minute (healthy)', { health: 'healthy', sinceAt: NOW - MINUTE }],
    ['Up 3 minutes (unhealthy)', { health: 'unhealthy', sinceAt: NOW - 3 * MINUTE }],
    ['Up About an hour', { sinceAt: NOW - 60 * MINUTE }],
    ['Exited (137) 2 hours ago', { exitCode: 137, sinceAt: NOW - 120 * MINUTE }],
    ['Restarting (1) 5 seconds ago', { exitCode: 1, sinceAt: NOW - 5000 }],
    ['Exited (0) 3 weeks ago', { exitCode: 0, sinceAt: NOW - 21 * 24 * 60 * MINUTE }],
    ['Created', {}],
    ['Removal In Progress', {}],
  ])('%s', (text, status) => expect(readStatus(text, NOW)).toEqual(status));
});

test('what looks at files for Gantry is nobody’s container, and in no list', () => {
  const labels = { 'gantry.helper': 'files' };
  const all = [
    { Id: 'a'.repeat(64), Labels: labels },
    { Id: 'b'.repeat(64), Labels: { other: '' } },
    { Id: 'c'.repeat(64) },
  ];
  expect(toSummaries(all, NOW).map(({ id }) => id[0])).toEqual(['b', 'c']);
});

describe('an entry of a list', () => {
  test('of Docker', () => {
    const [container] = toSummaries(
      [
        {
          Id: 'f'.repeat(64),
          Names: ['/shop/db', '/db'],
          Image: 'redis:7',
          ImageID: 'sha256:1',
          Command: 'redis-server',
          Created: 1000,
          State: 'running',
          Status: 'Up 3 minutes',
          Ports: [
            { IP: '::', PrivatePort: 80, PublicPort: 8080, Type: 'tcp' },
            { PrivatePort: 53, Type: 'udp' },
          ],
          Labels: { 'com.docker.compose.project': 'shop', 'com.docker.compose.container-number': '2' },
          NetworkSettings: { Networks: { lab: { NetworkID: 'n1', IPAddress: '172.18.0.2', Aliases: null } } },
          Mounts: [{ Type: 'volume', Name: 'data', Source: '/x', Destination: '/data', RW: false }],
        },
      ],
      NOW,
    );
    expect(container).toEqual({
      id: 'f'.repeat(64),
      name: 'db',
      image: 'redis:7',
      imageId: 'sha256:1',
      command: 'redis-server',
      createdAt: 1_000_000,
      state: 'running',
      stateSinceAt: NOW - 3 * MINUTE,
      ports: [
        { containerPort: 80, protocol: 'tcp', hostIp: '::', hostPort: 8080 },
        { containerPort: 53, protocol: 'udp' },
      ],
      networks: [{ name: 'lab', networkId: 'n1', ipAddress: '172.18.0.2' }],
      mounts: [{ type: 'volume', name: 'data', source: '/x', destination: '/data', isReadOnly: true }],
      labels: { 'com.docker.compose.project': 'shop', 'com.docker.compose.container-number': '2' },
      stack: { project: 'shop', number: 2 },
    });
  });

  test('of one that has ended says how, and publishes nothing, whatever ports Podman lists', () => {
    const ports = [{ IP: '', PrivatePort: 80, PublicPort: 8080, Type: 'tcp' }];
    const ended = { Id: 'a'.repeat(64), State: 'exited', Status: 'Exited (137) 3 minutes ago', Ports: ports };
    const created = { Id: 'b'.repeat(64), State: 'configured', Ports: ports };
    expect(toSummaries([ended, created], NOW)).toMatchObject([
      { state: 'exited', exitCode: 137, ports: [] },
      { state: 'created', ports: [] },
    ]);
  });

  test('of engines that leave things out', () => {
    const [bare, podman, docker29] = toSummaries(
      [
        { Id: 'a'.repeat(64), Names: null, Labels: null, NetworkSettings: null, Mounts: null, State: 'removing' },
        { Id: 'b'.repeat(64), Names: ['/p'], State: 'configured', Created: 5 },
        { Id: 'c'.repeat(64), Names: ['/d'], State: 'running', Status: 'Up 1 second', Health: { Status: 'healthy' } },
      ],
      NOW,
    );
    expect(bare).toMatchObject({ name: 'aaaaaaaaaaaa', state: 'removing', labels: {}, ports: [] });
    expect(podman).toMatchObject({ state: 'created', stateSinceAt: 5000 });
    expect(docker29).toMatchObject({ health: 'healthy' });
  });

  test.each([[{ message: 'page not found' }], ['<html>'], [[{ id: 1 }]], [undefined]])(
    'an answer that is no list is refused: %j',
    (answer) => expect(() => toSummaries(answer, NOW)).toThrow('not a list of containers'),
  );
});
