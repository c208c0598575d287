import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ContextReport } from '../../../contract/model/buildContext.ts';
import { findDockerfiles } from '../findDockerfiles.ts';
import { listFolders } from '../listFolders.ts';
import { createIgnoreFile } from './ignoreFile.ts';
import { measureContext } from './measureContext.ts';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'gantry-measure-'))));
afterEach(() => rm(folder, { recursive: true }));

async function write(files: Readonly<Record<string, string | number>>) {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.join(folder, path.dirname(name)), { recursive: true });
    await writeFile(path.join(folder, name), typeof content === 'number' ? new Uint8Array(content) : content);
  }
}

async function measure(): Promise<ContextReport> {
  let last: ContextReport | undefined;
  for await (const report of measureContext(folder, { type: 'default' }, new AbortController().signal)) last = report;
  return last!;
}

/** As somebody who is not root, whom the system lets read everything. */
async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return work();
  process.seteuid?.(65534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

describe('a context is measured', () => {
  test('with its largest entries, and what could be left out, without what is left out', async () => {
    await write({
      Dockerfile: 'FROM a',
      'src/a.js': 100,
      'src/node_modules/x/b.js': 5000,
      '.git/pack': 9000,
      'x.log': 10,
      '.env': 3,
    });
    const before = await measure();
    expect(before).toMatchObject({ isComplete: true, fileCount: 6, sizeBytes: 14_119, problems: [] });
    expect(before).not.toHaveProperty('ignoreFile');
    expect(before.largest.slice(0, 2)).toEqual([
      { path: '.git', sizeBytes: 9000, isDirectory: true, fileCount: 1 },
      { path: 'src', sizeBytes: 5100, isDirectory: true, fileCount: 2 },
    ]);
    expect(before.proposals.map(({ pattern, sizeBytes }) => [pattern, sizeBytes])).toEqual([
      ['.git', 9000],
      ['**/node_modules', 5000],
      ['**/*.log', 10],
      ['.env', 3],
    ]);
    await createIgnoreFile(
      folder,
      before.proposals.map(({ pattern }) => pattern),
    );
    const after = await measure();
    expect(after).toMatchObject({ ignoreFile: '.dockerignore', ignoredCount: 4, proposals: [] });
    expect(after.sizeBytes).toBeLessThan(200);
    await expect(createIgnoreFile(folder, ['x'])).rejects.toMatchObject({ error: { code: 'conflict' } });
  });

  test('naming what may not be read, and links that lead out of it', async () => {
    await write({ 'open/a': 1, 'closed/b': 1, 'secret.txt': 1 });
    await symlink('../..', path.join(folder, 'open/up'));
    await symlink('a', path.join(folder, 'open/in'));
    await chmod(path.join(folder, 'closed'), 0o700);
    await chmod(path.join(folder, 'secret.txt'), 0o600);
    await chmod(folder, 0o755);
    const { problems, problemCount, fileCount } = await asNobody(measure);
    expect(problems).toEqual([
      { path: 'closed', kind: 'unreadable' },
      { path: 'open/up', kind: 'leaves-context', target: '../..' },
      { path: 'secret.txt', kind: 'unreadable' },
    ]);
    expect([problemCount, fileCount]).toEqual([3, 3]);
  });

  test('and one that may not be read at all, or is none, says so', async () => {
    await chmod(folder, 0o700);
    await expect(asNobody(measure)).rejects.toMatchObject({ error: { code: 'permission-denied' } });
    await expect(asNobody(() => findDockerfiles(folder))).rejects.toMatchObject({
      error: { code: 'permission-denied' },
    });
    folder = path.join(folder, 'none');
    await expect(measure()).rejects.toMatchObject({ error: { code: 'not-found' } });
    folder = path.dirname(folder);
  });

  test('until nobody wants to know any more', async () => {
    await write(Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`f${index}`, 1])));
    const abort = new AbortController();
    const reading = measureContext(folder, { type: 'default' }, abort.signal);
    abort.abort();
    await expect(reading.next()).rejects.toThrow(/abort/i);
  });

  test('lines that are no patterns are named', async () => {
    await write({ '.dockerignore': '[a\nok\n!\n' });
    expect((await measure()).badPatterns).toEqual(['[a', '!']);
  });
});

test('Dockerfiles are found, the likely one first', async () => {
  await write({
    'web.Dockerfile': '',
    Dockerfile: '',
    Containerfile: '',
    'Dockerfile.dev': '',
    'docker/Dockerfile': '',
    'Dockerfile.dockerignore': '',
    'a.txt': '',
    'node_modules/Dockerfile': '',
  });
  expect(await findDockerfiles(folder)).toEqual([
    'Dockerfile',
    'Containerfile',
    'Dockerfile.dev',
    'web.Dockerfile',
    'docker/Dockerfile',
  ]);
});

test('folders are completed as they are typed', async () => {
  await write({ 'alpha/Dockerfile': '', 'Alps/x': '', 'beta/x': '', '.hidden/x': '', file: '' });
  const names = async (typed: string) => (await listFolders(typed, folder)).folders.map(({ name }) => name);
  expect(await names(`${folder}/al`)).toEqual(['alpha', 'Alps']);
  expect(await names(`${folder}/`)).toEqual(['alpha', 'Alps', 'beta']);
  expect(await names('~/b')).toEqual(['beta']);
  expect(await names('')).toEqual(['alpha', 'Alps', 'beta']);
  expect(await names(`${folder}/.h`)).toEqual(['.hidden']);
  expect((await listFolders(`${folder}/alp`, folder)).folders[0]).toMatchObject({ hasDockerfile: true });
  await expect(listFolders(`${folder}/none/x`, folder)).rejects.toMatchObject({ error: { code: 'not-found' } });
});
