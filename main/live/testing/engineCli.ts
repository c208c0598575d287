import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { TEST_LABEL, testEngine } from '../../../engine/testing/testEngine.ts';

const run = promisify(execFile);

export const TEST_IMAGE = 'busybox:latest';

/** The real CLI on the test engine; rejects when it fails. */
export async function docker(...args: string[]): Promise<string> {
  const { cliPath, socketPath } = testEngine();
  const env = { PATH: process.env['PATH'], DOCKER_HOST: `unix://${socketPath}`, DOCKER_CONFIG: '/nonexistent' };
  return (await run(cliPath, args, { env, maxBuffer: 64 * 1024 * 1024 })).stdout.trim();
}

/** A shown command as a person would paste it, with `docker` being the CLI of the test engine. */
export async function shell(script: string): Promise<string> {
  const { cliPath, socketPath } = testEngine();
  const env = { PATH: process.env['PATH'], DOCKER_HOST: `unix://${socketPath}`, DOCKER_CONFIG: '/nonexistent' };
  const line = `docker() { '${cliPath}' "$@"; }\n${script}`;
  return (await run('/bin/sh', ['-c', line], { env, maxBuffer: 64 * 1024 * 1024 })).stdout.trim();
}

let made = 0;

/** A name that no other test run uses. */
export const testName = (what: string): string => `gt-${process.pid}-${Date.now().toString(36)}-${++made}-${what}`;

/** `docker run --detach` of something that does nothing, labelled as a test's. Gives the full id. */
export const runTest = (name: string, ...args: string[]): Promise<string> =>
  docker('run', '--detach', '--label', TEST_LABEL, '--name', name, ...withCommand(args));

export const createTest = (name: string, ...args: string[]): Promise<string> =>
  docker('create', '--label', TEST_LABEL, '--name', name, ...withCommand(args));

/** Options first; a command may follow `--`. */
function withCommand(args: readonly string[]): string[] {
  const at = args.indexOf('--');
  const options = at < 0 ? args : args.slice(0, at);
  const command = at < 0 ? ['sleep', '1000'] : args.slice(at + 1);
  return [...options, TEST_IMAGE, ...command];
}

/** Takes away what is left of these; what is gone already is fine. */
export async function removeAll(names: Iterable<string>): Promise<void> {
  const all = [...names];
  if (all.length > 0) await docker('rm', '--force', '--volumes', ...all).catch(() => {});
}
