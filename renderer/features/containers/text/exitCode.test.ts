import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explainExit } from './exitCode.ts';

const summary = (exitCode: number) => explainExit({ exitCode }).summary;

test('zero is a good end and needs no advice', () => {
  expect(explainExit({ exitCode: 0 })).toEqual({
    isFailure: false,
    summary: 'Ended by itself, without an error',
    advice: '',
  });
});

test('the codes of the engine and of shells have their own words', () => {
  expect(summary(125)).toBe('The engine could not run it');
  expect(summary(126)).toBe('The command cannot be executed');
  expect(summary(127)).toBe('The command was not found');
  expect(summary(137)).toBe('Killed');
  expect(summary(139)).toBe('Crashed: segmentation fault');
});

test('a stop and Ctrl-C are no failures', () => {
  expect(explainExit({ exitCode: 143 })).toMatchObject({ isFailure: false, summary: 'Stopped as asked' });
  expect(explainExit({ exitCode: 130 }).isFailure).toBe(false);
});

test('137 with the out-of-memory mark names the memory, not a person', () => {
  const explained = explainExit({ exitCode: 137, isOomKilled: true });
  expect(explained.summary).toBe('Killed: out of memory');
  expect(explained.advice).toContain('limit');
});

describe('a start that failed', () => {
  test('keeps the meaning of 127', () => {
    const startError = 'exec: "nosuchcmd": executable file not found in $PATH';
    expect(explainExit({ exitCode: 127, startError }).summary).toBe('The command was not found');
  });

  test('otherwise points to the words of the engine', () => {
    expect(explainExit({ exitCode: 128, startError: 'bind failed' }).summary).toBe('Could not be started');
  });
});

test('other signals are named, or at least numbered', () => {
  expect(summary(136)).toBe('Ended by SIGFPE');
  expect(summary(150)).toBe('Ended by signal 22');
});

test('every code has a summary, and every failure has advice', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1, max: 300 }), (exitCode) => {
      const explained = explainExit({ exitCode });
      expect(explained.summary).not.toBe('');
      expect(explained.isFailure && explained.advice === '').toBe(false);
    }),
  );
});
