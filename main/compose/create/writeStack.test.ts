import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeStack } from './writeStack.ts';

let root: string;
beforeEach(async () => void (root = await mkdtemp(path.join(tmpdir(), 'gantry-new-'))));
afterEach(() => rm(root, { recursive: true }));

const FILES = [
  { path: 'compose.yaml', text: 'services: {}\n' },
  { path: '.env', text: 'A=1\n', mode: 0o600 },
  { path: 'conf/nginx/site.conf', text: 'x' },
];

test('all files are there, the private one for its owner alone', async () => {
  const folder = path.join(root, 'a/b');
  await writeStack(folder, FILES);
  expect((await readdir(folder)).toSorted()).toEqual(['.env', 'compose.yaml', 'conf']);
  expect((await stat(path.join(folder, '.env'))).mode & 0o777).toBe(0o600);
  expect(await readFile(path.join(folder, 'conf/nginx/site.conf'), 'utf8')).toBe('x');
});

test.each(['docker-compose.yml', 'compose.yaml', '.env'])(
  'over %s nothing is written, and nothing is left',
  async (name) => {
    await writeFile(path.join(root, name), 'mine');
    await expect(writeStack(root, FILES)).rejects.toMatchObject({ error: { code: 'conflict' } });
    expect(await readdir(root)).toEqual([name]);
    expect(await readFile(path.join(root, name), 'utf8')).toBe('mine');
  },
);

test('a failure in the middle takes back what was made, folders too', async () => {
  await mkdir(path.join(root, 'a'));
  await expect(writeStack(path.join(root, 'a/b/c'), [...FILES, { path: 'conf', text: '' }])).rejects.toBeDefined();
  expect(await readdir(path.join(root, 'a'))).toEqual([]);
});

test('no file is written outside of the folder', async () => {
  await expect(writeStack(path.join(root, 'a'), [{ path: '../b', text: '' }])).rejects.toBeDefined();
  expect(await readdir(root)).toEqual([]);
});
