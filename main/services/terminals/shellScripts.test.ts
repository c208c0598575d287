import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { shellCommand, takeIntro } from './shellScripts.ts';

function run(command: readonly string[]): Buffer {
  const [program = '', ...args] = command;
  return execFileSync(program, args, { input: 'echo hello from $0\n' });
}

test('the shell that is found says who it is before anything else, and goes on as that process', () => {
  const found = takeIntro(run(shellCommand('sh', undefined)));
  expect(found?.intro.program).toMatch(/(bash|ash|sh)$/);
  expect(found?.intro.sessionId).toBeGreaterThan(0);
  expect(found?.rest.toString()).toMatch(/^hello from /);
});

test('a shell that was asked for is taken, also one with a space in its name', () => {
  expect(takeIntro(run(shellCommand('sh', 'sh')))?.intro.program).toMatch(/sh$/);
  expect(() => run(shellCommand('sh', 'no such shell'))).toThrow(/Command failed/);
});

test('the introduction is waited for until it is all there, and what surrounds it is kept', () => {
  const whole = Buffer.from('a warning\r\n\x1b]7773;gantry;42;/bin/bash\x07\r\n$ ');
  for (let length = 0; length < whole.length - 2; length++)
    expect(takeIntro(whole.subarray(0, length))).toBeUndefined();
  expect(takeIntro(whole)).toEqual({
    intro: { sessionId: 42, program: '/bin/bash' },
    rest: Buffer.from('a warning\r\n$ '),
  });
});
