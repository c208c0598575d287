import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { absolutePath, readDockerfile } from './readDockerfile.ts';
import { saveDockerfile } from './saveDockerfile.ts';

let dir: string;
let file: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'gantry-dockerfile-'));
  file = path.join(dir, 'Dockerfile');
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const save = (text: string, expectedHash?: string, overwrite = false) =>
  saveDockerfile({ path: file, text, expectedHash, overwrite });
const failsWith = (code: string, message: RegExp) => ({ error: { code, message: expect.stringMatching(message) } });

describe('a Dockerfile that is opened', () => {
  test('is found by its folder, with what lies beside it', async () => {
    await writeFile(file, 'FROM busybox\r\nRUN true\r\n');
    await writeFile(path.join(dir, 'package.json'), '{}');
    await mkdir(path.join(dir, 'src'));
    expect(await readDockerfile(dir)).toMatchObject({
      path: file,
      folder: dir,
      text: 'FROM busybox\nRUN true\n',
      lineEnding: 'crlf',
      isReadOnly: false,
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      folderEntries: ['Dockerfile', 'package.json', 'src/'],
      hasIgnoreFile: false,
    });
    await writeFile(path.join(dir, '.dockerignore'), '.git\n');
    expect(await readDockerfile(file)).toMatchObject({ hasIgnoreFile: true });
  });

  test('that is not there yet is empty, and has no hash', async () => {
    const read = await readDockerfile(dir);
    expect(read).toMatchObject({ path: file, text: '', lineEnding: 'lf' });
    expect(read.hash).toBeUndefined();
    await expect(readDockerfile(path.join(dir, 'none/Dockerfile'))).rejects.toMatchObject(
      failsWith('not-found', /could not be read/),
    );
  });

  test('that is no text, too large or no file is refused with the reason', async () => {
    await writeFile(file, Buffer.from([0x46, 0, 0x52, 0]));
    await expect(readDockerfile(file)).rejects.toMatchObject(failsWith('invalid-input', /is not text/));
    await writeFile(file, Buffer.from([0x46, 0xff, 0xfe]));
    await expect(readDockerfile(file)).rejects.toMatchObject(failsWith('invalid-input', /not written in UTF-8/));
    await writeFile(file, Buffer.alloc(1024 * 1024 + 1, 0x23));
    await expect(readDockerfile(file)).rejects.toMatchObject(failsWith('invalid-input', /larger than 1 MB/));
    await expect(readDockerfile('/dev/null')).rejects.toMatchObject(failsWith('invalid-input', /not a file/));
    await expect(readDockerfile('Dockerfile')).rejects.toMatchObject(failsWith('invalid-input', /not a whole path/));
  });

  test('may be named from the home folder', () => {
    expect(absolutePath('~/a/Dockerfile', '/home/me')).toBe('/home/me/a/Dockerfile');
    expect(absolutePath('/a/../b', '/home/me')).toBe('/b');
  });
});

describe('a Dockerfile that is saved', () => {
  test('keeps its rights, its line endings, its mark of the encoding and the link that leads to it', async () => {
    const real = path.join(dir, 'real');
    await writeFile(real, '\uFEFFFROM busybox\r\nRUN true\r\n');
    await chmod(real, 0o751);
    await symlink(real, file);
    const { hash, text } = await readDockerfile(file);
    const saved = await save(`${text}CMD ["sh"]\n`, hash);
    expect(await readFile(real, 'utf8')).toBe('\uFEFFFROM busybox\r\nRUN true\r\nCMD ["sh"]\r\n');
    expect((await stat(real)).mode & 0o7777).toBe(0o751);
    expect((await readDockerfile(file)).hash).toBe(saved.hash);
    expect((await readdir(dir)).toSorted()).toEqual(['Dockerfile', 'real']);
  });

  test('that another program changed is kept, unless it is to be replaced', async () => {
    await writeFile(file, 'FROM a\n');
    const { hash } = await readDockerfile(file);
    await writeFile(file, 'FROM b\n');
    await expect(save('FROM c\n', hash)).rejects.toMatchObject(failsWith('conflict', /changed by another program/));
    expect(await readFile(file, 'utf8')).toBe('FROM b\n');
    await save('FROM c\n', hash, true);
    expect(await readFile(file, 'utf8')).toBe('FROM c\n');
    expect(await readdir(dir)).toEqual(['Dockerfile']);
  });

  test('that is new never replaces one that appeared meanwhile', async () => {
    await save('FROM a\n');
    await expect(save('FROM b\n')).rejects.toMatchObject(failsWith('conflict', /exists already/));
    expect(await readFile(file, 'utf8')).toBe('FROM a\n');
  });

  test('into a folder that is not there says so and leaves nothing', async () => {
    const missing = saveDockerfile({ path: path.join(dir, 'no/Dockerfile'), text: '', overwrite: false });
    await expect(missing).rejects.toMatchObject(failsWith('not-found', /could not be saved/));
    expect(await readdir(dir)).toEqual([]);
  });
});
