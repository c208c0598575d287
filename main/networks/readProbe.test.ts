import { expect, test } from 'vitest';
import { readProbe } from './readProbe.ts';

test('what a probe prints is read, each address once', () => {
  const output =
    'resolver getent\naddress 10.0.0.2\naddress 10.0.0.2\ntool bash\nconnect ok\nanswer HTTP/1.0 200 OK\r\n';
  expect(readProbe(output)).toEqual({
    resolver: 'getent',
    addresses: ['10.0.0.2'],
    tool: 'bash',
    connect: 'ok',
    answer: 'HTTP/1.0 200 OK',
  });
});

test.each([
  ["nc: can't connect to remote host (10.0.0.2): Connection refused", 'refused'],
  ['bash: connect: Connection timed out', 'timeout'],
  ['bash: connect: No route to host', 'unreachable'],
  ['connect ENETUNREACH 10.0.0.2:80 - network is unreachable', 'unreachable'],
  ['something new', 'failed'],
])('“%s” is %s', (text, connect) => {
  expect(readProbe(`resolver address\naddress 10.0.0.2\ntool nc\nerror ${text}`)).toMatchObject({
    connect,
    error: text,
  });
});

test('what could not be tried is absent', () => {
  expect(readProbe('resolver none\ntool none\n')).toEqual({ addresses: [] });
  expect(readProbe('answer \u0000\u0001J\u0000\u00005.7.1\n').answer).toBe('J 5.7.1');
});
