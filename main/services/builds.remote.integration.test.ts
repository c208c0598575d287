import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { madeBuilds, unique } from '../builds/testing/madeBuilds.ts';
import { docker } from '../live/testing/engineCli.ts';

const made = madeBuilds();
const serving: ChildProcess[] = [];
afterEach(async () => {
  for (const child of serving.splice(0)) {
    child.kill();
    await once(child, 'exit');
  }
});

const git = (at: string, ...args: string[]) =>
  execFileSync('git', ['-C', at, '-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });

/** Serves a folder by git's own protocol; gives the address. */
async function serve(at: string): Promise<string> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  const options = ['--export-all', `--base-path=${at}`, '--listen=127.0.0.1', `--port=${port}`, '--reuseaddr'];
  serving.push(spawn('git', ['daemon', ...options, at], { stdio: 'ignore' }));
  for (let attempt = 0; attempt < 50; attempt++) {
    const socket = connect(port, '127.0.0.1');
    const isOpen = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    });
    socket.destroy();
    if (isOpen) break;
    await sleep(100);
  }
  return `git://127.0.0.1:${port}/`;
}

test('a build of a Git repository takes the branch and the folder that its address names', async () => {
  const at = await made.folder({
    Dockerfile: 'FROM busybox\nCMD echo the wrong one\n',
    'app/Dockerfile': `FROM busybox\n# ${unique()}\nCOPY hello.txt /\nCMD cat /hello.txt\n`,
    'app/hello.txt': 'Hello from the branch',
  });
  git(at, 'init', '--quiet', '--initial-branch=main');
  git(at, 'commit', '--quiet', '--allow-empty', '--message=first');
  git(at, 'checkout', '--quiet', '-b', 'feature');
  git(at, 'add', '--all');
  git(at, 'commit', '--quiet', '--message=second');
  git(at, 'checkout', '--quiet', 'main');
  const address = await serve(at);

  const built = await made.gantry.build({ source: { type: 'remote', url: `${address}.git#feature:app` } });
  expect(built.failure).toBeUndefined();
  expect(built.summary.state).toBe('done');
  expect(await docker('run', '--rm', built.summary.imageId!)).toBe('Hello from the branch');

  const failed = await made.gantry.build({ source: { type: 'remote', url: `${address}.git#nobranch` } });
  expect(failed.summary.state).toBe('failed');
  expect(failed.failure?.message).toContain('nobranch');
});
