import { expect, test } from 'vitest';
import { connectionsOf } from './connectionText.ts';

const published = (containerPort: number, hostPort: number, hostIp = '0.0.0.0') => [
  { containerPort, hostPort, hostIp, protocol: 'tcp' as const },
];
const texts = (image: string, env: readonly string[], ports = published(3306, 13306), host?: string) =>
  connectionsOf({ image, env, ports }, host).map(({ text }) => text);

test('a database that publishes its port says how to reach it, as its user', () => {
  const env = ['MYSQL_USER=shop', 'MYSQL_PASSWORD=a/b=c', 'MYSQL_DATABASE=orders', 'MYSQL_ROOT_PASSWORD=r'];
  expect(connectionsOf({ image: 'mysql:8', env, ports: published(3306, 13306) }, undefined)).toEqual([
    {
      name: 'MySQL',
      text: 'mysql://shop:a%2Fb%3Dc@localhost:13306/orders',
      shown: 'mysql://shop:•••••@localhost:13306/orders',
    },
  ]);
});

test('without a user of its own it is the one that the image makes', () => {
  expect(texts('own/db', ['MARIADB_ROOT_PASSWORD=r'])).toEqual(['mysql://root:r@localhost:13306']);
  expect(texts('postgres:16', ['POSTGRES_PASSWORD=p'], published(5432, 5432))).toEqual([
    'postgresql://postgres:p@localhost:5432',
  ]);
  expect(texts('redis:7', [], published(6379, 6379, '127.0.0.1'))).toEqual(['redis://127.0.0.1:6379']);
  expect(texts('valkey', ['REDIS_PASSWORD=p'], published(6379, 1))).toEqual(['redis://:p@localhost:1']);
});

test('of a remote engine the address is that of its machine', () => {
  expect(texts('mongo', [], published(27_017, 27_017), 'lab')).toEqual(['mongodb://lab:27017']);
  expect(texts('mongo', [], published(27_017, 27_017, 'fd00::4'), 'lab')).toEqual(['mongodb://[fd00::4]:27017']);
  // What is open to that machine alone is reached by nobody here.
  expect(texts('mongo', [], published(27_017, 27_017, '::1'), 'lab')).toEqual([]);
});

test('nothing is said of a port that is not published, or of another program on it', () => {
  expect(
    connectionsOf({ image: 'mysql', env: [], ports: [{ containerPort: 3306, protocol: 'tcp' }] }, undefined),
  ).toEqual([]);
  expect(texts('nginx', [])).toEqual([]);
  expect(texts('mysql', [], published(80, 80))).toEqual([]);
});
