import { expect, test } from 'vitest';
import { howItListens, parseProcNet } from './procNet.ts';

const HEAD = '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode';
const TAIL = '00000000:00000000 00:00000000 00000000     0        0 8211383 1 00000000fcd223e4 100 0 0 10 0';

test('waiting sockets are read, Docker’s own name server and connections are not', () => {
  const text = [
    HEAD,
    `   0: 0B00007F:AEBD 00000000:0000 0A ${TAIL}`, // 127.0.0.11, Docker's own
    `   1: 00000000:1F90 00000000:0000 0A ${TAIL}`,
    `   2: 0100007F:2328 00000000:0000 0A ${TAIL}`,
    `   3: 0205A8C0:1F90 0305A8C0:C350 01 ${TAIL}`, // a connection
    `   0: 00000000000000000000000000000000:0050 00000000000000000000000000000000:0000 0A ${TAIL}`,
    `   1: 00000000000000000000000001000000:0051 00000000000000000000000000000000:0000 0A ${TAIL}`,
  ].join('\n');
  const sockets = parseProcNet(text, 'tcp');
  expect(sockets.map(({ address, port }) => `${address} ${port}`)).toEqual([
    ':: 80',
    '::1 81',
    '0.0.0.0 8080',
    '127.0.0.1 9000',
  ]);
  expect(howItListens(sockets, 8080)).toBe('yes');
  expect(howItListens(sockets, 9000)).toBe('loopback-only');
  expect(howItListens(sockets, 81)).toBe('loopback-only');
  expect(howItListens(sockets, 82)).toBe('no');
  expect(howItListens(sockets, 8080, 'udp')).toBe('no');
});

test('of UDP only what has no other end waits', () => {
  const text = `   0: 00000000:0035 00000000:0000 07 ${TAIL}\n   1: 0205A8C0:D431 08080808:0035 01 ${TAIL}`;
  expect(parseProcNet(text, 'udp')).toEqual([{ protocol: 'udp', address: '0.0.0.0', port: 53 }]);
});

test('nothing is made of what is no such file', () => {
  expect(parseProcNet('cat: not found\n', 'tcp')).toEqual([]);
});
