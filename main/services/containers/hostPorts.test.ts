import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { isOwnAddress, overlap, tryToBind } from './hostPorts.ts';

const tcp = (hostIp: string | undefined, hostPort = 80) => ({ hostIp, hostPort, protocol: 'tcp' }) as const;

describe('ports of this machine', () => {
  test.each([
    [undefined, '127.0.0.1', true],
    [undefined, '::1', true],
    ['0.0.0.0', '127.0.0.1', true],
    ['127.0.0.1', '127.0.0.1', true],
    ['127.0.0.1', '127.0.0.2', false],
    ['0.0.0.0', '::', false],
    ['::', '::1', true],
    ['::', '127.0.0.1', false],
  ])('%s and %s cannot both be bound: %s', (a, b, expected) => {
    expect(overlap(tcp(a), tcp(b))).toBe(expected);
    expect(overlap(tcp(b), tcp(a))).toBe(expected);
  });

  test('another port or protocol is no conflict', () => {
    expect(overlap(tcp('0.0.0.0', 80), tcp('0.0.0.0', 81))).toBe(false);
    expect(overlap(tcp('0.0.0.0'), { ...tcp('0.0.0.0'), protocol: 'udp' })).toBe(false);
  });

  test('what another program uses is found, for TCP and UDP', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    const socket = createSocket('udp4').bind(0, '127.0.0.1');
    await Promise.all([once(server, 'listening'), once(socket, 'listening')]);
    try {
      const { port: hostPort } = server.address() as { port: number };
      expect(await tryToBind({ hostPort, protocol: 'tcp' })).toBe('taken');
      expect(await tryToBind({ hostPort, hostIp: '127.0.0.2', protocol: 'tcp' })).toBe('free');
      const udp = { hostPort: socket.address().port, protocol: 'udp' } as const;
      expect(await tryToBind(udp)).toBe('taken');
      expect(await tryToBind({ ...udp, protocol: 'sctp' })).toBe('unknown');
    } finally {
      socket.close();
      server.close();
    }
    expect(await tryToBind({ hostIp: '198.51.100.73', hostPort: 9, protocol: 'tcp' })).toBe('no-such-address');
  });

  test('addresses of this machine are told from others', () => {
    expect(['0.0.0.0', '::', '127.0.0.5', '198.51.100.73'].map(isOwnAddress)).toEqual([true, true, true, false]);
  });
});
