import { expect, test } from 'vitest';
import { judge } from './awaitUp.ts';
import type { MadeContainer } from './made.ts';

const made = (State: object, more: object = {}) => ({ State, Config: {}, ...more }) as unknown as MadeContainer;
const running = { Running: true, Status: 'running' };

test('without a health check five seconds without an end are up', () => {
  expect(judge(made(running), 4900)).toBeUndefined();
  expect(judge(made(running), 5000)).toEqual({ isUp: true });
  expect(judge(made({ Running: false, ExitCode: 3 }), 100)).toEqual({ isUp: false, why: 'it ended with exit code 3' });
  expect(judge(made({ ...running, Restarting: true, ExitCode: 1 }), 100)).toMatchObject({ isUp: false });
  expect(judge(made(running, { RestartCount: 1 }), 9000)).toMatchObject({ isUp: false });
});

test('with one it is what that says, and its own patience', () => {
  const Healthcheck = { Interval: 1e9, Timeout: 1e9, Retries: 2, StartPeriod: 4e9 };
  const health = (Status: string, Log: object[] = []) =>
    made({ ...running, Health: { Status, Log } }, { Config: { Healthcheck } });
  expect(judge(health('healthy'), 10)).toEqual({ isUp: true });
  expect(judge(health('unhealthy', [{ Output: 'no route\nmore' }]), 10)).toEqual({
    isUp: false,
    why: 'its health check fails: no route',
  });
  expect(judge(health('starting'), 19_000)).toBeUndefined();
  expect(judge(health('starting'), 21_000)).toMatchObject({ isUp: false, why: expect.stringContaining('in time') });
});

test('a health without a word, as Podman 4 says it of a container without a check, is no health', () => {
  expect(judge(made({ ...running, Health: { Status: '', Log: null } }), 5000)).toEqual({ isUp: true });
});
