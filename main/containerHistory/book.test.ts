import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HistoryBook, type Seen } from './book.ts';

let dir: string;
beforeEach(async () => {
  dir = path.join(await mkdtemp(path.join(tmpdir(), 'gantry-book-')), 'book');
});
afterEach(() => rm(path.dirname(dir), { recursive: true }));

const seen = (containerId: string, name: string, env: readonly string[] = []): Seen => ({
  ...{ containerId, name, image: 'app', imageId: 'sha256:1', by: 'others' },
  body: { Env: env },
});
const removal = { by: 'others' as const, wasRunning: true, lostVolumes: [], namedVolumes: [] };

test('a version is added only for what is different; the story goes on under another id and another name', async () => {
  const book = new HistoryBook(dir);
  await book.load();
  await book.add(seen('1', 'web', ['A=1']));
  await book.add(seen('1', 'web', ['A=1']));
  await book.add(seen('1', 'shop', ['A=1']));
  await book.add(seen('2', 'shop', ['A=2']));
  const again = new HistoryBook(dir);
  await again.load();
  const story = again.ofContainer('2');
  expect(story?.versions.map(({ name, body }) => [name, body['Env']])).toEqual([
    ['web', ['A=1']],
    ['shop', ['A=1']],
    ['shop', ['A=2']],
  ]);
  expect(again.ofContainer('1')?.id).toBe(story?.id);
  const [file = ''] = await readdir(dir);
  expect((await stat(path.join(dir, file))).mode & 0o777).toBe(0o600);
});

test('what was removed is told until its name is used again, and of many versions the first and the newest stay', async () => {
  const book = new HistoryBook(dir);
  await book.load();
  for (let number = 0; number < 60; number++) await book.add(seen('1', 'web', [`A=${number}`]));
  const { versions = [] } = book.ofContainer('1') ?? {};
  expect(versions).toHaveLength(40);
  expect([versions[0]?.body, versions[39]?.body]).toEqual([{ Env: ['A=0'] }, { Env: ['A=59'] }]);
  await book.remove('1', removal);
  await book.add(seen('1', 'web', ['A=59'])); // a late event of its end
  expect(book.removed.map(({ name }) => name)).toEqual(['web']);
  await book.add(seen('2', 'web'));
  expect(book.removed).toEqual([]);
});

test('a damaged file is left alone, and hides nothing else', async () => {
  const book = new HistoryBook(dir);
  await book.load();
  await book.add(seen('1', 'web'));
  await writeFile(path.join(dir, 'broken.json'), '{');
  const again = new HistoryBook(dir);
  await again.load();
  expect(again.knows('1')).toBe(true);
  expect(await readdir(dir)).toHaveLength(2);
});
