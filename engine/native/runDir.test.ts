import { chmod, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDaemonDriver } from './daemon.ts';
import { type EnginePaths, enginePaths } from './paths.ts';
import { refuseForeignRunDir } from './runDir.ts';

let base = '';
let paths: EnginePaths;
beforeEach(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'gantry-run-'));
  paths = enginePaths(path.join(base, 'x'.repeat(90)), base);
});
afterEach(() => rm(base, { recursive: true, force: true }));

const refused = { error: { code: 'permission-denied', hint: expect.stringContaining('XDG_RUNTIME_DIR') } };

test('a folder for sockets that is not there yet, or is this user’s alone, is used', async () => {
  await expect(refuseForeignRunDir(paths)).resolves.toBe(undefined);
  await mkdir(paths.runDir, { mode: 0o700 });
  await expect(refuseForeignRunDir(paths)).resolves.toBe(undefined);
});

test('a folder for sockets that somebody else made is refused', async () => {
  await mkdir(paths.runDir, { mode: 0o700 });
  const somebodyElse = (process.getuid?.() ?? 0) + 1;
  await expect(refuseForeignRunDir(paths, somebodyElse)).rejects.toMatchObject(refused);
});

test('a folder for sockets that others may look into is refused, and so is a link to one that is fine', async () => {
  await mkdir(paths.runDir);
  await chmod(paths.runDir, 0o755);
  await expect(refuseForeignRunDir(paths)).rejects.toMatchObject(refused);
  await rm(paths.runDir, { recursive: true });
  const fine = path.join(base, 'fine');
  await mkdir(fine, { mode: 0o700 });
  await symlink(fine, paths.runDir);
  await expect(refuseForeignRunDir(paths)).rejects.toMatchObject(refused);
});

test('nothing is adopted from, started in or stopped through such a folder', async () => {
  await mkdir(paths.runDir);
  await chmod(paths.runDir, 0o777);
  const driver = createDaemonDriver({ paths, mode: 'rootless', env: {} });
  const installation = { id: 'any', parts: [] };
  await expect(driver.find()).rejects.toMatchObject(refused);
  await expect(driver.isAlive()).rejects.toMatchObject(refused);
  await expect(driver.stop()).rejects.toMatchObject(refused);
  await expect(driver.start(installation, new AbortController().signal)).rejects.toMatchObject(refused);
});
