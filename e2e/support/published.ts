import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { testEngine } from '../../engine/testing/testEngine.ts';

const run = promisify(execFile);

/** The real CLI on the test engine, with nobody's sign-ins. */
export async function docker(...args: string[]): Promise<string> {
  const { cliPath, socketPath } = testEngine();
  const env = { PATH: process.env['PATH'], DOCKER_HOST: `unix://${socketPath}`, DOCKER_CONFIG: '/nonexistent' };
  return (await run(cliPath, args, { env, maxBuffer: 64 * 1024 * 1024 })).stdout.trim();
}

/** Makes an image of its own with these names, and gives its id. Whoever asks takes it away. */
export async function makeImage(
  name: string,
  references: readonly string[],
  changes: readonly string[] = [],
): Promise<string> {
  const words = ['CMD ["sleep","1000"]', ...changes].flatMap((change) => ['--change', change]);
  const script = 'head -c 3000000 /dev/urandom > /home/data';
  await docker('run', '--label', 'gantry.test', '--name', name, 'busybox:latest', 'sh', '-c', script);
  const id = await docker('commit', ...words, name, references[0]!);
  await docker('rm', name);
  for (const other of references.slice(1)) await docker('tag', references[0]!, other);
  return id;
}

/** Puts an image with these names into their registry; nothing of it stays on the engine. */
export async function publish(
  name: string,
  references: readonly string[],
  changes: readonly string[] = [],
): Promise<void> {
  await makeImage(name, references, changes);
  for (const reference of references) await docker('push', '--quiet', reference);
  await docker('rmi', '--force', ...references);
}
