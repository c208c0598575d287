import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { archiveOf } from '../../services/volumes/testing/archives.ts';
import { type TarSum, writeArchive } from './writeArchive.ts';

let dir: string;
beforeEach(async () => void (dir = await mkdtemp(path.join(tmpdir(), 'gantry-write-'))));
afterEach(() => rm(dir, { recursive: true, force: true }));

const FORMATS = ['tar', 'tar.gz', 'tar.zst'] as const;

async function tarOf() {
  const content = randomBytes(500_000).toString('base64');
  const bytes = Buffer.from(
    await archiveOf([
      { name: 'one', content },
      { name: 'two', content: 'x' },
    ]),
  );
  const sum: TarSum = { tarBytes: bytes.byteLength, crc32: crc32(bytes), entries: 2 };
  async function* chunks() {
    for (let at = 0; at < bytes.byteLength; at += 30_000) yield bytes.subarray(at, at + 30_000);
  }
  return { bytes, sum, through: (totals: TarSum) => () => ({ bytes: chunks(), totals: () => totals }) };
}

test.each(FORMATS)('%s: what the disk gives back is what was made', async (format) => {
  const { sum, through } = await tarOf();
  const written = await writeArchive(path.join(dir, 'a'), { through: through(sum) }, format);
  expect(await written.readBack()).toMatchObject(sum);
  await written.close();
});

test.each(FORMATS)(
  '%s: another checksum, size or number of entries than where it was made is refused',
  async (format) => {
    const { sum, through } = await tarOf();
    const wrong = [{ crc32: sum.crc32 ^ 1 }, { tarBytes: sum.tarBytes - 512 }, { entries: 3 }];
    for (const [index, change] of wrong.entries()) {
      const file = path.join(dir, String(index));
      const written = await writeArchive(file, { through: through({ ...sum, ...change }) }, format);
      await expect(written.readBack()).rejects.toMatchObject({ error: { code: 'unexpected' } });
      await written.close();
    }
  },
);

test.each(FORMATS)('%s: a file that was changed on the disk meanwhile is found', async (format) => {
  const { sum, through } = await tarOf();
  const file = path.join(dir, 'a');
  const written = await writeArchive(file, { through: through(sum) }, format);
  const bytes = await readFile(file);
  bytes[300_000]! ^= 4;
  await writeFile(file, bytes);
  await expect(written.readBack()).rejects.toMatchObject({ error: { code: 'unexpected' } });
  await written.close();
});

test('who writes into the file itself finds the mark; who cannot leaves it to this process', async () => {
  const { bytes, sum, through } = await tarOf();
  const marks: string[] = [];
  const into = async (file: string, mark: string) => {
    marks.push((await readFile(file, 'utf8')) === mark ? 'found' : 'not found');
    await writeFile(file, bytes);
    return sum;
  };
  const direct = await writeArchive(path.join(dir, 'a'), { into, through: through(sum) }, 'tar');
  expect(await direct.readBack()).toMatchObject(sum);
  const refusing = { into: () => Promise.resolve(undefined), through: through(sum) };
  const other = await writeArchive(path.join(dir, 'b'), refusing, 'tar');
  expect(await other.readBack()).toMatchObject(sum);
  expect(marks).toEqual(['found']);
  await Promise.all([direct.close(), other.close()]);
});

test('what breaks off leaves no file', async () => {
  async function* broken() {
    yield randomBytes(100_000);
    throw new Error('lost');
  }
  const through = () => ({ bytes: broken(), totals: () => undefined });
  await expect(writeArchive(path.join(dir, 'a'), { through }, 'tar.gz')).rejects.toThrow('lost');
  expect(await readdir(dir)).toEqual([]);
});
