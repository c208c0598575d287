import { describe, expect, test } from 'vitest';
import type { ContainerPort } from '../../../../contract/model/container.ts';
import { engineHost, exposedPorts, portAddress, portText, portTitle, publishedPorts, reachOf } from './ports.ts';

const tcp = (containerPort: number, hostPort?: number, hostIp?: string): ContainerPort => ({
  containerPort,
  protocol: 'tcp',
  hostPort,
  hostIp,
});
const first = (...ports: ContainerPort[]) => {
  const [port] = publishedPorts(ports);
  if (!port) throw new Error('nothing is published');
  return port;
};

test('a port published over IPv4 and IPv6 is one port', () => {
  expect(publishedPorts([tcp(80, 8080, '0.0.0.0'), tcp(80, 8080, '::')])).toEqual([
    { hostPort: 8080, containerPort: 80, protocol: 'tcp', reach: 'all', hostIps: ['0.0.0.0', '::'] },
  ]);
});

test('the same port on two addresses of the machine stays two', () => {
  expect(publishedPorts([tcp(80, 8080, '10.0.0.1'), tcp(80, 8080, '10.0.0.2')])).toHaveLength(2);
});

test('ports that are only exposed are not published ones', () => {
  const ports = [tcp(443), tcp(80, 8080, '127.0.0.1')];
  expect(publishedPorts(ports)).toHaveLength(1);
  expect(exposedPorts(ports)).toEqual([tcp(443)]);
});

test('loopback, one address and every interface are told apart', () => {
  expect(reachOf('127.0.0.1')).toBe('loopback');
  expect(reachOf('::1')).toBe('loopback');
  expect(reachOf('192.168.1.4')).toBe('lan');
  expect(reachOf('0.0.0.0')).toBe('all');
  expect(reachOf('::')).toBe('all');
  expect(reachOf(undefined)).toBe('all');
});

test('the text is short and names the protocol only where it is not TCP', () => {
  expect(portText(first(tcp(80, 8080)))).toBe('8080→80');
  expect(portText(first(tcp(6379, 6379)))).toBe('6379');
  expect(portText(first({ ...tcp(53, 53), protocol: 'udp' }))).toBe('53/udp');
  expect(portTitle(first(tcp(80, 8080, '127.0.0.1')))).toContain('127.0.0.1:8080 → 80/tcp');
});

describe('the address for a browser', () => {
  test('is localhost for every interface and loopback, the address itself otherwise', () => {
    expect(portAddress(first(tcp(80, 8080, '0.0.0.0')))).toBe('http://localhost:8080');
    expect(portAddress(first(tcp(443, 8443, '127.0.0.1')))).toBe('https://localhost:8443');
    expect(portAddress(first(tcp(80, 8080, '192.168.1.4')))).toBe('http://192.168.1.4:8080');
    expect(portAddress(first(tcp(80, 8080, 'fd00::4')))).toBe('http://[fd00::4]:8080');
    expect(portAddress(first(tcp(80, 8080, '127.0.0.5')))).toBe('http://127.0.0.5:8080');
  });

  test('is on the machine of a remote engine, and nowhere when that keeps it to itself', () => {
    expect(portAddress(first(tcp(80, 8080, '0.0.0.0')), 'box.lan')).toBe('http://box.lan:8080');
    expect(portAddress(first(tcp(80, 8080, '127.0.0.1')), 'box.lan')).toBeUndefined();
  });

  test('does not exist for UDP', () => {
    expect(portAddress(first({ ...tcp(53, 53), protocol: 'udp' }))).toBeUndefined();
  });
});

test('a loopback port of another machine is said to be that machine’s', () => {
  expect(portTitle(first(tcp(80, 8080, '127.0.0.1')))).toContain('from this computer only');
  expect(portTitle(first(tcp(80, 8080, '127.0.0.1')), 'box.lan')).toContain('from box.lan itself only');
});

test('the machine of an engine elsewhere is told, and none for this one', () => {
  expect(engineHost({ isLocal: true })).toBeUndefined();
  expect(engineHost({ isLocal: false, machine: 'box.lan' })).toBe('box.lan');
});
