import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, rm, statfs } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { createEngine } from '../../../engine/lifecycle/engine.ts';
import { makeEngineDir } from '../../../engine/testing/abandoned.ts';
import { engineCacheDir } from '../../../engine/testing/startTestEngine.ts';
import { openConnection } from '../../docker/open.ts';
import { pullImage } from '../../docker/pull.ts';
import { requestJson } from '../../docker/request.ts';
import { startTestRegistry } from '../../docker/testing/registry.ts';

const run = promisify(execFile);
const DISK_MB = 48;

test('a pull that fills the disk says so, and leaves neither an image nor what it had taken of the disk', async () => {
  const dir = await makeEngineDir();
  const disk = path.join(dir, 'data');
  await mkdir(disk);
  await run('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m`, 'tmpfs', disk]);
  const engine = createEngine({ dir, installDir: engineCacheDir(), env: process.env });
  const registry = await startTestRegistry({ files: [{ name: 'large', content: randomBytes(60_000_000) }] });
  try {
    await engine.ready();
    await engine.start();
    const open = await openConnection({
      context: 'small',
      endpoint: { type: 'unix', path: engine.socketPath },
      isLocal: true,
    });
    const free = async () => (await statfs(disk)).bavail;
    const before = await free();
    const reference = `${registry.host}/test:one`;
    await expect(pullImage(open.connection, reference, { configDir: '/nonexistent' })).rejects.toMatchObject({
      error: { code: 'no-space', hint: expect.stringContaining('unused images') },
    });
    expect(await requestJson(open.connection.docker, { method: 'GET', path: '/images/json' })).toEqual([]);
    await expect.poll(free, { timeout: 10_000 }).toBeGreaterThan(before * 0.98);
    open.close();
  } finally {
    await registry.close();
    await engine.stop();
    await engine.close();
    await run('umount', [disk]).catch(() => {}); // the engine has let go of all that was mounted below its folder
    await rm(dir, { recursive: true, force: true });
  }
});
