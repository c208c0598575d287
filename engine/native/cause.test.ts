import { expect, test } from 'vitest';
import { causeOf } from './cause.ts';

test('the last fatal line says why, without its time and level', () => {
  const cause = causeOf(
    [
      'time="2026-01-01T00:00:00Z" level=info msg="Starting up"',
      'time="2026-01-01T00:00:01Z" level=error msg="an earlier one"',
      'failed to start daemon: error initializing graphdriver: driver not supported: btrfs',
    ],
    'ended with status 1',
  );
  expect(cause).toMatchObject({
    code: 'unexpected',
    message:
      'The engine did not start: failed to start daemon: error initializing graphdriver: driver not supported: btrfs',
  });
  expect(cause.engineText).toContain('an earlier one');
});

test.each([
  ['failed to start daemon: mkdir /x: no space left on device', 'no-space'],
  ['failed to start daemon: process with PID 12 is still running', 'conflict'],
  ['failed to start daemon: Error initializing network controller: iptables failed: Chain ...', 'unsupported'],
  ['time="x" level=fatal msg="failed to mount" error="operation not permitted"', 'permission-denied'],
])('%s is %s', (line, code) => {
  const cause = causeOf([line], 'ended with status 1');
  expect(cause.code).toBe(code);
  expect(cause.engineText).toBe(line);
});

test('without a word in the log it says how the process ended', () => {
  expect(causeOf([], 'ended by SIGKILL').message).toBe('The engine ended by SIGKILL.');
});
