import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { findLeftovers } from './leftovers.ts';
import { TEST_LABEL, testEngine } from './testEngine.ts';

test('containers, networks and volumes that a test forgets are found by its label', async () => {
  const { socketPath, cliPath } = testEngine();
  const docker = (...args: string[]) =>
    execFileSync(cliPath, ['--host', `unix://${socketPath}`, ...args], { encoding: 'utf8' }).trim();
  const name = `gantry-leftover-${process.pid}`;
  const own = async () => (await findLeftovers(socketPath)).filter((leftover) => leftover.includes(name));
  try {
    docker('create', '--name', name, '--label', TEST_LABEL, 'busybox', 'true');
    docker('volume', 'create', '--label', TEST_LABEL, name);
    docker('network', 'create', '--label', TEST_LABEL, name);
    expect((await own()).map((leftover) => leftover.split(' ')[0])).toEqual(['container', 'network', 'volume']);
  } finally {
    docker('rm', '--force', name);
    docker('volume', 'rm', name);
    docker('network', 'rm', name);
  }
  expect(await own()).toEqual([]);
});
