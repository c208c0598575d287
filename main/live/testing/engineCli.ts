import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { TEST_LABEL, testEngine } from '../../../engine/testing/testEngine.ts';

const run = promisify(execFile);

export const TEST_IMAGE = 'busybox:latest';

/** For the CLI: the test engine, and nobody's sign-ins. */
export const cliEnv = () => ({
  PATH: process.env['PATH'],
  DOCKER_HOST: `unix://${testEngine().socketPath}`,
  DOCKER_CONFIG: '/nonexistent',
});

/** The real CLI on the test engine; rejects when it fails. */
export async function docker(...args: string[]): Promise<string> {
  return (await run(testEngine().cliPath, args, { env: cliEnv(), maxBuffer: 64 * 1024 * 1024 })).stdout.trim();
}

/** With `docker` being the CLI of the test engine. */
export const asShellScript = (script: string): string => `docker() { '${testEngine().cliPath}' "$@"; }\n${script}`;

/** A shown command as a person would paste it. */
export async function shell(script: string): Promise<string> {
  const options = { env: cliEnv(), maxBuffer: 64 * 1024 * 1024 };
  return (await run('/bin/sh', ['-c', asShellScript(script)], options)).stdout.trim();
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
