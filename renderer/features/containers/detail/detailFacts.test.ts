import { describe, expect, test } from 'vitest';
import { findingOf } from './detailFacts.ts';

type Facts = Parameters<typeof findingOf>[0];

const facts = (fields: Partial<Facts>): Facts => ({
  state: 'exited',
  exitCode: 0,
  isOomKilled: false,
  restartCount: 0,
  restartPolicy: { name: 'no' },
  hasTty: false,
  hasOpenStdin: false,
  stopSignal: 'SIGTERM',
  entrypoint: [],
  command: ['nginx'],
  startedAt: 1000,
  finishedAt: 1_000_000,
  ...fields,
});

test('what runs well needs no words', () => {
  expect(findingOf(facts({ state: 'running', exitCode: undefined }))).toBeUndefined();
  expect(findingOf(facts({ state: 'created', exitCode: undefined }))).toBeUndefined();
});

describe('a main process that ends at once', () => {
  test('is told about the foreground', () => {
    const finding = findingOf(facts({ finishedAt: 1300 }));
    expect(finding).toMatchObject({ tone: 'info', wantsLog: true });
    expect(finding?.title).toContain('300 ms');
    expect(finding?.text).toContain('foreground');
  });

  test('is told about the terminal where it is a shell', () => {
    expect(findingOf(facts({ finishedAt: 1300, command: ['/bin/sh'] }))?.text).toContain('interactive terminal');
    expect(findingOf(facts({ finishedAt: 1300, command: ['sh', '-c', 'true'] }))?.text).toContain('foreground');
  });

  test('with an error says which, and how long it lived', () => {
    const finding = findingOf(facts({ finishedAt: 1300, exitCode: 127 }));
    expect(finding?.title).toBe('The command was not found (127)');
    expect(finding?.text).toContain('It lived for 300 ms.');
  });
});

test('out of memory comes before the number', () => {
  expect(findingOf(facts({ exitCode: 137, isOomKilled: true }))?.title).toBe('Killed: out of memory (137)');
});

test('a stop is information, not a failure', () => {
  expect(findingOf(facts({ exitCode: 143 }))).toMatchObject({ tone: 'info' });
});

test('a restart loop is named with what it ended with', () => {
  const loop = facts({ state: 'restarting', restartCount: 5, restartPolicy: { name: 'always' }, exitCode: 1 });
  expect(findingOf(loop)).toMatchObject({ tone: 'bad', wantsLog: true });
  expect(findingOf(loop)?.title).toContain('5 restarts');
});

test('the words of a failing health check are shown', () => {
  const probe = { startedAt: 1, endedAt: 2, exitCode: 1, output: 'connection refused\n' };
  const health = { status: 'unhealthy' as const, failingStreak: 3, log: [probe], test: [] };
  expect(findingOf(facts({ state: 'running', health }))).toMatchObject({ text: 'connection refused' });
});

test('a start that the engine refused shows its words', () => {
  const refused = facts({ state: 'created', exitCode: 127, startError: 'exec: "nosuch": executable file not found' });
  expect(findingOf(refused)?.text).toContain('exec: "nosuch"');
});

test('a stop that had to kill says that an init or more time would help, but not where there is one', () => {
  const killed = { exitCode: 137 };
  expect(findingOf(facts(killed))?.text).toMatch(/may ignore SIGTERM.*--init.*longer grace period/);
  expect(findingOf(facts({ ...killed, stopSignal: 'SIGQUIT' }))?.text).toContain('may ignore SIGQUIT');
  expect(findingOf(facts({ ...killed, hasInit: true }))?.text).not.toContain('--init');
  expect(findingOf(facts({ ...killed, isOomKilled: true }))?.text).not.toContain('--init');
});
