import { expect, test } from 'vitest';
import { parsePortLine } from './lines.ts';

test('what the guest says of ports is understood, and nothing else is', () => {
  const request = {
    protocol: 'tcp',
    hostIp: '0.0.0.0',
    hostPort: 8080,
    containerIp: '172.17.0.2',
    containerPort: 80,
  };
  expect(parsePortLine('add 31 tcp 0.0.0.0 8080 172.17.0.2 80')).toEqual({ type: 'add', id: '31', request });
  expect(parsePortLine('had 31 tcp 0.0.0.0 8080 172.17.0.2 80')).toEqual({ type: 'had', id: '31', request });
  expect(parsePortLine('add 7 udp :: 53 fd00::2 53')).toMatchObject({ request: { protocol: 'udp', hostIp: '::' } });
  expect(parsePortLine('listed')).toEqual({ type: 'listed' });
  expect(parsePortLine('del 31')).toEqual({ type: 'del', id: '31' });
  for (const wrong of [
    'add 31 sctp 0.0.0.0 1 1.2.3.4 1',
    'add 31 tcp here 1 1.2.3.4 1',
    'add 31 tcp 0.0.0.0 0 1.2.3.4 1',
  ])
    expect(parsePortLine(wrong)).toEqual({ type: 'unknown', id: '31' });
  expect(parsePortLine('add x tcp 0.0.0.0 1 1.2.3.4 1')).toEqual({ type: 'unknown', id: undefined });
});
