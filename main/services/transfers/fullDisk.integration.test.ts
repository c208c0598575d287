import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, rm, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { createEngine } from '../../../engine/lifecycle/engine.ts';
import { makeEngineDir } from '../../../engine/testing/abandoned.ts';
import { engineCacheDir } from '../../../engine/testing/startTestEngine.ts';
import { makeFolder, startBuildClient } from '../../builds/testing/buildClient.ts';
import { openConnection } from '../../docker/open.ts';
import { pullImage } from '../../docker/pull.ts';
import { requestJson } from '../../docker/request.ts';
import { startTestRegistry } from '../../docker/testing/registry.ts';

const run = promisify(execFile);
const DISK_MB = 48;

/** An engine of its own on a disk of some megabytes. */
async function onSmallDisk(work: (engine: { readonly socketPath: string; readonly disk: string }) => Promise<void>) {
  const dir = await makeEngineDir();
  const disk = path.join(dir, 'data');
  await mkdir(disk);
  await run('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m`, 'tmpfs', disk]);
  const engine = createEngine({ dir, installDir: engineCacheDir(), env: process.env });
  try {
    await engine.ready();
    await engine.start();
    await work({ socketPath: engine.socketPath, disk });
  } finally {
    await engine.stop();
    await engine.close();
    await run('umount', [disk]).catch(() => {}); // the engine has let go of all that was mounted below its folder
    await rm(dir, { recursive: true, force: true });
  }
}

const connect = (socketPath: string) =>
  openConnection({ context: 'small', endpoint: { type: 'unix', path: socketPath }, isLocal: true });
const free = async (disk: string) => (await statfs(disk)).bavail;

test('a pull that fills the disk says so, and leaves neither an image nor what it had taken of the disk', async () => {
  const registry = await startTestRegistry({ files: [{ name: 'large', content: randomBytes(60_000_000) }] });
  try {
    await onSmallDisk(async ({ socketPath, disk }) => {
      const open = await connect(socketPath);
      const before = await free(disk);
      const reference = `${registry.host}/test:one`;
      await expect(pullImage(open.connection, reference, { configDir: '/nonexistent' })).rejects.toMatchObject({
        error: { code: 'no-space', hint: expect.stringContaining('unused images') },
      });
      expect(await requestJson(open.connection.docker, { method: 'GET', path: '/images/json' })).toEqual([]);
      await expect.poll(() => free(disk), { timeout: 10_000 }).toBeGreaterThan(before * 0.98);
      open.close();
    });
  } finally {
    await registry.close();
  }
});

test('a build that fills the disk says so, and leaves no image', async () => {
  await onSmallDisk(async ({ socketPath }) => {
    const builds = await startBuildClient({ socketPath });
    const { folder, remove } = await makeFolder({ Dockerfile: 'FROM scratch\nCOPY large /large\n' });
    const open = await connect(socketPath);
    try {
      await writeFile(path.join(folder, 'large'), randomBytes(60_000_000));
      const settings = { source: { type: 'folder', path: folder } as const, tags: ['full:1'] };
      const { summary, failure, error } = await builds.build(settings);
      expect(summary.state).toBe('failed');
      expect(failure).toMatchObject({
        title: expect.stringMatching(/disk of the engine.* is full/),
        advice: expect.stringMatching(/cache|images/),
      });
      expect(error).toMatchObject({ engineText: expect.stringContaining('no space left on device') });
      expect(await requestJson(open.connection.docker, { method: 'GET', path: '/images/json' })).toEqual([]);
    } finally {
      open.close();
      await remove();
      await builds.close();
    }
  });
});
