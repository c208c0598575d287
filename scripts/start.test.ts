import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const start = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/start.mjs', ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
};

test.each([[['--bogus']], [['--port']], [['--port', 'many']], [['--port', '65536']], [['--context=']], [['extra']]])(
  'an option that it does not know is told in one line: %s',
  (args) => {
    const { status, stdout, stderr } = start(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain('npm start -- --help');
  },
);

test('--help lists the options and does nothing else', () => {
  const { status, stdout } = start('--help');
  expect(status).toBe(0);
  for (const option of ['--browser', '--port N', '--no-open', '--context NAME']) expect(stdout).toContain(option);
});
