import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { curlCommand } from '../../contract/commands/curlCommand.ts';
import type { EngineCall } from '../../contract/model/event.ts';
import { testEngine, TEST_LABEL } from '../../engine/testing/testEngine.ts';

const docker = (...args: string[]) =>
  execFileSync(testEngine().cliPath, ['--host', `unix://${testEngine().socketPath}`, ...args], {
    encoding: 'utf8',
  }).trim();
const sh = (command: string) =>
  execFileSync('sh', ['-c', `${command} --silent --write-out '%{http_code}'`], { encoding: 'utf8' });

test('a call copied as curl does what it says, at the engine’s socket', () => {
  const id = docker('run', '--detach', '--label', TEST_LABEL, 'busybox', 'sleep', '1000');
  try {
    const ask = (call: EngineCall) => sh(curlCommand(call, `unix://${testEngine().socketPath}`, '1.44') ?? 'false');
    const state = () => docker('inspect', '--format', '{{.State.Status}}', id);
    expect(ask({ method: 'POST', path: `/containers/${id}/pause` })).toBe('204');
    expect(state()).toBe('paused');
    expect(ask({ method: 'POST', path: `/containers/${id}/unpause` })).toBe('204');
    expect(ask({ method: 'GET', path: `/containers/${id}/json?size=true` })).toMatch(/"SizeRw".*200$/s);
    expect(ask({ method: 'POST', path: `/containers/${id}/kill?signal=SIGKILL` })).toBe('204');
    expect(ask({ method: 'POST', path: `/containers/${id}/wait` })).toMatch(/"StatusCode":137.*200$/s);
    expect(ask({ method: 'DELETE', path: `/containers/${id}?v=true&force=true` })).toBe('204');
    expect(docker('ps', '--all', '--quiet', '--no-trunc')).not.toContain(id);
  } finally {
    execFileSync('sh', [
      '-c',
      `'${testEngine().cliPath}' --host unix://${testEngine().socketPath} rm --force ${id} 2>/dev/null || true`,
    ]);
  }
});

test('an engine that curl does not reach by itself has no such command', () => {
  const call: EngineCall = { method: 'GET', path: '/info' };
  expect(curlCommand(call, 'ssh://me@host')).toBeUndefined();
  expect(curlCommand(call, 'https://host:2376')).toBeUndefined();
  expect(curlCommand(call, 'tcp://127.0.0.1:2375')).toBe('curl http://127.0.0.1:2375/info');
  expect(curlCommand({ ...call, method: 'POST', hasBody: true }, 'unix:///a b.sock')).toBe(
    "curl --unix-socket '/a b.sock' --request POST --header 'Content-Type: application/json' --data @body.json http://localhost/info",
  );
});
