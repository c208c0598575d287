import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppFailure } from '../../../contract/errors.ts';
import { startNewest } from './startNewest.ts';
import { openGuestVersions, type GuestVersion } from './versions.ts';

let dir = '';
let kept = '';
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'gantry-versions-'));
  kept = path.join(dir, 'kept');
});
afterEach(() => rm(dir, { recursive: true, force: true }));

/** As the app brings it: a later one takes the place of the one before. */
async function bring(version: string): Promise<GuestVersion> {
  const own = path.join(dir, 'app');
  await rm(own, { recursive: true, force: true });
  await mkdir(own);
  await writeFile(path.join(own, 'root.erofs'), `root of ${version}`);
  await writeFile(path.join(own, 'data.qcow2'), 'template');
  await writeFile(path.join(own, 'manifest.json'), '{}');
  return { version, dir: own };
}

const broken = () => Promise.reject(new AppFailure({ code: 'unexpected', message: 'It panicked.', detail: 'panic' }));
const starts = (guest: GuestVersion) => readFile(path.join(guest.dir, 'root.erofs'), 'utf8');
const folders = async () => (await readdir(kept)).filter((name) => name !== 'versions.json').sort();

test('the first version is started alone and kept, without what only a first start needs', async () => {
  const versions = openGuestVersions(kept);
  const own = await bring('1');
  expect(await versions.candidates(own)).toEqual([own]);
  expect(await startNewest(own, versions, starts)).toEqual({ started: 'root of 1', guest: own });
  expect(await folders()).toEqual(['1']);
  expect((await readdir(path.join(kept, '1'))).sort()).toEqual(['manifest.json', 'root.erofs']);
  // On one file system it takes no room of its own.
  expect((await stat(path.join(kept, '1/root.erofs'))).nlink).toBe(2);
});

test('a new version that starts becomes the good one; the one before it stays as the way back, older ones go', async () => {
  const versions = openGuestVersions(kept);
  for (const version of ['1', '2', '3']) await startNewest(await bring(version), versions, starts);
  expect(await folders()).toEqual(['2', '3']);
  const own = await bring('3');
  expect(await versions.candidates(own)).toEqual([own]);
  expect(await versions.goBack(own)).toMatchObject({ version: '2' });
  const { started, guest } = await startNewest(own, versions, starts);
  expect({ started, version: guest.version }).toEqual({ started: 'root of 2', version: '2' });
  expect(await versions.refusal(own)).toMatchObject({ reason: 'You went back to the version before.' });
});

test('a new version that does not start is followed by the one before, and from then on passed over until asked for', async () => {
  const versions = openGuestVersions(kept);
  await startNewest(await bring('1'), versions, starts);
  const own = await bring('2');
  const start = (guest: GuestVersion) => (guest.version === '2' ? broken() : starts(guest));
  expect(await startNewest(own, versions, start)).toMatchObject({
    started: 'root of 1',
    passedOver: { version: '2', reason: 'It panicked.' },
  });
  expect(await versions.refusal(own)).toEqual({ version: '2', reason: 'It panicked.' });
  expect((await versions.candidates(own)).map(({ version }) => version)).toEqual(['1']);
  expect(await startNewest(own, versions, starts)).toMatchObject({ passedOver: { version: '2' } });
  // Another version is another attempt; so is a person's wish.
  expect((await versions.candidates(await bring('3'))).map(({ version }) => version)).toEqual(['3', '1']);
  await versions.forgive('2');
  expect(await startNewest(await bring('2'), versions, starts)).toMatchObject({ started: 'root of 2' });
});

test('what is wrong with data, settings or this machine is no reason to go back, nor is a start that was called off', async () => {
  const versions = openGuestVersions(kept);
  await startNewest(await bring('1'), versions, starts);
  const own = await bring('2');
  for (const error of [
    new AppFailure({ code: 'unexpected', message: 'Too new.', detail: 'data-too-new' }),
    new AppFailure({ code: 'no-space', message: 'Full.', hint: '' }),
    new AppFailure({ code: 'cancelled', message: 'Cancelled.' }),
  ]) {
    const tried: string[] = [];
    const start = ({ version }: GuestVersion) => (tried.push(version), Promise.reject(error));
    await expect(startNewest(own, versions, start)).rejects.toBe(error);
    expect(tried).toEqual(['2']);
  }
  expect(await versions.refusal(own)).toBeUndefined();
});

test('when neither starts the new one is not to blame, and what was wrong with it is told', async () => {
  const versions = openGuestVersions(kept);
  await startNewest(await bring('1'), versions, starts);
  const own = await bring('2');
  await expect(startNewest(own, versions, broken)).rejects.toMatchObject({ error: { message: 'It panicked.' } });
  expect(await versions.refusal(own)).toBeUndefined();
});

test('a version that has run here before is blamed for nothing', async () => {
  const versions = openGuestVersions(kept);
  await startNewest(await bring('1'), versions, starts);
  const own = await bring('2');
  await startNewest(own, versions, starts);
  await expect(startNewest(own, versions, broken)).rejects.toMatchObject({ error: { message: 'It panicked.' } });
  expect(await versions.candidates(own)).toEqual([own]);
});

test('a record that cannot be read is as none, and a kept folder that is not whole is not started', async () => {
  const versions = openGuestVersions(kept);
  await startNewest(await bring('1'), versions, starts);
  await rm(path.join(kept, '1/manifest.json'));
  const own = await bring('2');
  expect(await versions.candidates(own)).toEqual([own]);
  await writeFile(path.join(kept, 'versions.json'), 'half of a');
  expect(await versions.candidates(own)).toEqual([own]);
});

test('a version that cannot be kept runs all the same, and that is said', async () => {
  await writeFile(kept, 'a file where the folder should be');
  const versions = openGuestVersions(kept);
  const { started, notKept } = await startNewest(await bring('1'), versions, starts);
  expect(started).toBe('root of 1');
  expect(notKept).toMatchObject({ code: 'unexpected' });
});
