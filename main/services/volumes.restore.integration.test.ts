import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RestoreMode } from '../../contract/model/volume.ts';
import { docker } from '../live/testing/engineCli.ts';
import { leftIn, NOTHING_LEFT } from './volumes/testing/left.ts';
import { archiveOf } from './volumes/testing/archives.ts';
import { startVolumesClient, type VolumesClient } from './volumes/testing/client.ts';
import { facts, inVolume, madeVolumes } from './volumes/testing/madeVolumes.ts';

const context = 'default';
let gantry: VolumesClient;
let folder: string;
const made = madeVolumes();

beforeAll(async () => void (gantry = await startVolumesClient()));
afterAll(() => gantry.close());
beforeEach(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'gantry-restore-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

const begin = (name: string, file: string, mode: RestoreMode = 'new', more: object = {}) =>
  gantry.client.volumes.restore({ context, name, source: { type: 'file', path: file }, mode, ...more });

async function fileOf(bytes: Uint8Array, name = 'archive.tar'): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, bytes);
  return file;
}

async function backupOf(volume: string, format: 'tar' | 'tar.gz' | 'tar.zst'): Promise<string> {
  const target = { type: 'folder', path: folder } as const;
  const job = await gantry.ended(
    gantry.client.volumes.backup({ context, name: volume, format, target, pauseContainers: false }),
  );
  expect(job.state).toBe('done');
  return path.join(folder, (await readdir(folder)).find((name) => name.endsWith(format)) ?? '');
}

const exists = async (volume: string) => (await docker('volume', 'ls', '--quiet')).split('\n').includes(volume);

describe('an archive that cannot be trusted changes nothing', () => {
  test.each(['tar', 'tar.gz', 'tar.zst'] as const)('cut short: %s', async (format) => {
    const source = await made.make('whole', 'head -c 3000000 /dev/urandom > file; echo x > last');
    const file = await backupOf(source, format);
    await truncate(file, (await readFile(file)).byteLength - 2000);
    const kept = await made.make('kept', 'echo old > old');
    const before = await facts(kept);
    for (const mode of ['merge', 'replace'] as const) {
      const job = await gantry.ended(begin(kept, file, mode));
      expect(job).toMatchObject({ state: 'failed', error: { code: 'invalid-input', path: ['source'] } });
    }
    expect(await facts(kept)).toBe(before);
    const fresh = made.name('fresh');
    expect((await gantry.ended(begin(fresh, file))).state).toBe('failed');
    expect(await exists(fresh)).toBe(false);
    expect(await leftIn(gantry)).toEqual(NOTHING_LEFT);
  });

  test.each(['tar.gz', 'tar.zst'] as const)('damaged in the middle: %s', async (format) => {
    const source = await made.make('whole', 'head -c 3000000 /dev/urandom > file');
    const file = await backupOf(source, format);
    const bytes = await readFile(file);
    randomBytes(4096).copy(bytes, Math.floor(bytes.byteLength / 2));
    await writeFile(file, bytes);
    const fresh = made.name('fresh');
    const job = await gantry.ended(begin(fresh, file));
    // What zstd does not notice, the comparison does.
    expect(job.state).toBe('failed');
    expect(await exists(fresh)).toBe(false);
    expect(await leftIn(gantry)).toEqual(NOTHING_LEFT);
  });

  test.each<[string, () => Promise<Uint8Array> | Uint8Array]>([
    ['no archive at all', () => Buffer.from('no archive\n'.repeat(200))],
    ['nothing', () => Buffer.alloc(0)],
    ['no entry', () => Buffer.alloc(1024)],
    ['a name that leads out', () => archiveOf([{ name: '../../etc/passwd', content: 'x' }])],
    ['a name that leads out in its middle', () => archiveOf([{ name: 'a/../../b', content: 'x' }])],
    [
      'a name that goes through a link',
      () =>
        archiveOf([
          { name: 'l', type: 'symlink', linkname: '/etc' },
          { name: 'l/passwd', content: 'x' },
        ]),
    ],
    ['a hard link to nowhere', () => archiveOf([{ name: 'h', type: 'link', linkname: '../../../etc/passwd' }])],
    [
      'a header that was changed',
      async () => {
        const bytes = Buffer.from(await archiveOf([{ name: 'a', content: 'x' }]));
        bytes[3] = 0x41;
        return bytes;
      },
    ],
  ])('%s', async (_, bytes) => {
    const kept = await made.make('kept', 'echo old > old');
    const before = await facts(kept);
    const file = await fileOf(await bytes());
    const job = await gantry.ended(begin(kept, file, 'merge'));
    expect(job).toMatchObject({ state: 'failed', error: { code: 'invalid-input' } });
    expect(await facts(kept)).toBe(before);
    expect(await leftIn(gantry)).toEqual(NOTHING_LEFT);
  });

  test('a file that is not there is said', async () => {
    const job = await gantry.ended(begin(made.name('fresh'), path.join(folder, 'none.tar')));
    expect(job).toMatchObject({ state: 'failed', error: { code: 'not-found' } });
  });

  test('links that lead anywhere stay what they are: nothing is written through them', async () => {
    const file = await fileOf(
      await archiveOf([
        { name: 'absolute', type: 'symlink', linkname: '/etc/passwd' },
        { name: 'upward', type: 'symlink', linkname: '../../../../etc' },
        { name: '/rooted', content: 'inside' },
      ]),
    );
    const fresh = made.name('fresh');
    expect((await gantry.ended(begin(fresh, file))).state).toBe('done');
    expect(await inVolume(fresh, 'readlink absolute; readlink upward; cat rooted')).toBe(
      '/etc/passwd\n../../../../etc\ninside',
    );
  });
});

describe('into a volume that is there', () => {
  const NEW = [
    { name: 'same', content: 'new' },
    { name: 'folder/', type: 'directory', mode: 0o755 },
    { name: 'folder/added', content: 'added' },
  ] as const;

  test('merge keeps what the archive does not have', async () => {
    const volume = await made.make('merged', 'echo old > same; echo kept > kept');
    const file = await fileOf(gzipSync(await archiveOf(NEW)), 'a.tar.gz');
    expect((await gantry.ended(begin(volume, file, 'merge'))).state).toBe('done');
    expect(await inVolume(volume, 'cat same; echo; cat kept folder/added')).toBe('new\nkept\nadded');
    expect(await leftIn(gantry)).toEqual(NOTHING_LEFT);
  });

  test('replace leaves only what the archive has, also while a container has the volume', async () => {
    const volume = await made.make('replaced', 'echo old > same; mkdir -p deep/er; echo gone > deep/er/gone');
    await made.container(volume);
    const file = await fileOf(await archiveOf(NEW));
    expect((await gantry.ended(begin(volume, file, 'replace', { pauseContainers: true }))).state).toBe('done');
    expect(await inVolume(volume, 'find . -type f | sort')).toBe('./folder/added\n./same');
    expect(await leftIn(gantry)).toEqual(NOTHING_LEFT);
  });

  test('a new one whose name is taken is refused, and so is an old one that is gone', async () => {
    const volume = await made.make('taken', 'echo old > old');
    const file = await fileOf(await archiveOf(NEW));
    expect((await gantry.ended(begin(volume, file, 'new'))).error).toMatchObject({ code: 'name-in-use' });
    expect((await gantry.ended(begin(made.name('gone'), file, 'merge'))).error).toMatchObject({ code: 'not-found' });
    expect(await inVolume(volume, 'ls')).toBe('old');
  });

  test('folders are taken off the names, as the book’s backup of /dbdata needs it (S21)', async () => {
    const volume = made.name('stripped');
    const file = await fileOf(
      await archiveOf([
        { name: 'dbdata/', type: 'directory', mode: 0o750 },
        { name: 'dbdata/rows', content: '1 Ada' },
        { name: 'dbdata/more/', type: 'directory', mode: 0o755 },
        { name: 'dbdata/more/rows', content: '2 Grace' },
      ]),
    );
    expect((await gantry.ended(begin(volume, file, 'new', { strip: 1 }))).state).toBe('done');
    expect(await inVolume(volume, 'cat rows more/rows; stat -c " %a" .')).toBe('1 Ada2 Grace 750');
    const none = await gantry.ended(begin(made.name('none'), file, 'new', { strip: 5 }));
    expect(none).toMatchObject({ state: 'failed', error: { code: 'invalid-input' } });
  });

  test('what the page sends is restored once it is whole; half a file changes nothing', async () => {
    const bytes = await archiveOf(NEW);
    const send = async (volume: string, end: boolean) => {
      const source = { type: 'upload', fileName: 'sent.tar', sizeBytes: bytes.byteLength } as const;
      const begun = await gantry.client.volumes.restore({ context, name: volume, source, mode: 'new' });
      const uploadId = begun.uploadId ?? '';
      await gantry.client.uploads.write({ uploadId, bytes: bytes.subarray(0, 1000) });
      if (!end) await gantry.client.uploads.abort({ uploadId, reason: 'The file cannot be read.' });
      else {
        await gantry.client.uploads.write({ uploadId, bytes: bytes.subarray(1000) });
        await gantry.client.uploads.end({ uploadId });
      }
      return gantry.ended(Promise.resolve(begun));
    };
    const [whole, half] = [made.name('whole'), made.name('half')];
    expect((await send(whole, true)).state).toBe('done');
    expect(await inVolume(whole, 'cat same')).toBe('new');
    expect((await send(half, false)).state).toBe('failed');
    expect(await exists(half)).toBe(false);
    expect(await readdir(path.join(gantry.dataDir, 'volume-archives'))).toEqual([]);
  });

  test('cancelled in the middle, the volume has what it had', async () => {
    const volume = await made.make('cancelled', 'echo old > old; mkdir d; echo deep > d/deep');
    const before = await facts(volume);
    const source = await made.make('large', 'for i in $(seq 40); do head -c 2000000 /dev/urandom > $i; done');
    const file = await backupOf(source, 'tar');
    const begun = await begin(volume, file, 'replace');
    const work = gantry.volumes.deps.store;
    await expect
      .poll(() => work.work.map(({ stage }) => stage), { interval: 5, timeout: 20_000 })
      .toEqual(['The archive was being unpacked.']);
    gantry.jobs.cancel(begun.jobId);
    expect((await gantry.ended(Promise.resolve(begun))).state).toBe('cancelled');
    expect(await facts(volume)).toBe(before);
    expect(await leftIn(gantry)).toEqual(NOTHING_LEFT);
  });
});
