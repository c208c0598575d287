import { chmod, lstat, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { atomicWrite } from './atomicWrite.ts';
import { makeDataDir } from './dataDir.ts';
import { takeLock } from './lock.ts';

let root: string;
let dir: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'gantry-data-'));
  dir = path.join(root, 'data');
});
afterEach(() => rm(root, { recursive: true }));

const modeOf = async (file: string) => ((await stat(file)).mode & 0o777).toString(8);

describe.skipIf(process.platform === 'win32')('another user of this computer', () => {
  test('cannot look into the data folder, whatever the umask and whoever made it', async () => {
    const before = process.umask(0);
    try {
      await makeDataDir(dir);
      expect(await modeOf(dir)).toBe('700');
      await chmod(dir, 0o755);
      await makeDataDir(dir); // empty
      expect(await modeOf(dir)).toBe('700');
      await writeFile(path.join(dir, 'settings.json'), '{}');
      await chmod(dir, 0o777);
      await makeDataDir(dir); // an older one
      expect(await modeOf(dir)).toBe('700');
    } finally {
      process.umask(before);
    }
  });

  test('finds a folder with other things in it as it was: it is not taken for ours', async () => {
    await mkdir(dir);
    await chmod(dir, 0o1777);
    await writeFile(path.join(dir, 'of-others'), '');
    await expect(makeDataDir(dir)).rejects.toMatchObject({ error: { code: 'permission-denied' } });
    expect((await stat(dir)).mode & 0o7777).toBe(0o1777);
  });

  test('cannot have made it beforehand', async () => {
    await mkdir(dir, { mode: 0o700 });
    const another = (await stat(dir)).uid + 1;
    await expect(makeDataDir(dir, another)).rejects.toMatchObject({
      error: { message: `${dir} belongs to another user, who could read all of it.` },
    });
  });

  test('cannot read what is written there, nor lead it elsewhere by a link of the name that it will have', async () => {
    await makeDataDir(dir);
    const victim = path.join(root, 'victim');
    await writeFile(victim, 'mine');
    const file = path.join(dir, 'settings.json');
    await symlink(victim, file);
    await symlink(victim, `${file}.${process.pid}.new`);
    await atomicWrite(file, '{}');
    expect(await readFile(victim, 'utf8')).toBe('mine');
    expect((await lstat(file)).isFile()).toBe(true);
    expect(await modeOf(file)).toBe('600');
  });

  test('cannot read where Gantry is to be seen', async () => {
    const before = process.umask(0);
    try {
      await makeDataDir(dir);
      const taken = await takeLock(dir);
      if (!('lock' in taken)) throw new Error('Somebody has it.');
      expect(await modeOf(path.join(dir, 'lock'))).toBe('600');
      await taken.lock.announce('http://127.0.0.1:4280/');
      expect(await modeOf(path.join(dir, 'lock'))).toBe('600');
      await taken.lock.release();
    } finally {
      process.umask(before);
    }
  });
});
