import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { docker } from '../live/testing/engineCli.ts';
import { readArchive } from '../volumes/archive/readArchive.ts';
import { startVolumesClient, type VolumesClient } from './volumes/testing/client.ts';
import { BACKUP, NEW, REPLACE } from './volumes/testing/deathPoints.ts';
import { type Death, spawnGantry } from './volumes/testing/dyingGantry.ts';
import { leftIn, NOTHING_LEFT } from './volumes/testing/left.ts';
import { facts, madeVolumes } from './volumes/testing/madeVolumes.ts';

const context = 'default';
const LARGE =
  'mkdir d; for i in 1 2 3 4 5 6 7 8; do head -c 1000000 /dev/urandom > d/$i; done; ln d/1 same; ln -s d to';
const SMALL = 'echo old > old; mkdir d; ln old d/link; chown 5:6 d; head -c 200000 /dev/urandom > d/1';

const made = madeVolumes();
let folder: string;
let dataDir: string;
/** A backup of everything in `LARGE`, and what a volume with it is. */
let archive: string;
let restored: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'gantry-death-'));
  const volume = await made.make('large', LARGE);
  restored = await facts(volume);
  const gantry = await startVolumesClient();
  const target = { type: 'folder', path: folder } as const;
  const request = { context, name: volume, format: 'tar', target, pauseContainers: false } as const;
  await gantry.ended(gantry.client.volumes.backup(request));
  await gantry.close();
  archive = path.join(folder, (await readdir(folder))[0] ?? '');
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'gantry-died-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

function dieAt(death: Death): Promise<NodeJS.Signals | null> {
  const child = spawnGantry(death);
  return new Promise((resolve, reject) => child.once('error', reject).once('exit', (_code, signal) => resolve(signal)));
}

const stateOf = (container: string) => docker('container', 'inspect', '--format', '{{.State.Status}}', container);

/** The next start, once it has done what it does by itself: helpers are gone, and what was cut off is offered. */
async function startAgain(): Promise<VolumesClient> {
  const gantry = await startVolumesClient({ dataDir });
  gantry.volumes.sweep(context);
  await expect.poll(async () => (await leftIn(gantry)).helpers, { timeout: 20_000 }).toBe('');
  return gantry;
}

const cutOff = ({ volumes }: VolumesClient) => [...volumes.deps.work.unfinished.values()];

/** As the page offers it. */
async function takeUp(gantry: VolumesClient): Promise<void> {
  await expect.poll(() => cutOff(gantry).length, { timeout: 20_000 }).toBe(1);
  const [work] = cutOff(gantry);
  expect(await gantry.ended(gantry.client.volumes.resume({ id: work?.id ?? '' }))).toMatchObject({ state: 'done' });
  expect(cutOff(gantry)).toEqual([]);
  gantry.volumes.sweep(context);
  await expect.poll(() => leftIn(gantry), { timeout: 20_000 }).toEqual(NOTHING_LEFT);
}

describe('when Gantry is killed', () => {
  test.each(Object.keys(BACKUP))(
    'in a backup that pauses, %s: the next start lets containers go on, and makes it anew when it is taken up',
    async (phase) => {
      const backups = await mkdtemp(path.join(folder, 'backups-'));
      const volume = await made.make('saved', LARGE);
      const before = await facts(volume);
      const user = await made.container(volume);
      expect(await dieAt({ work: 'backup', phase, dataDir, volume, path: backups })).toBe('SIGKILL');
      expect((await readdir(backups)).filter((file) => !file.endsWith('.part'))).toEqual([]);
      const gantry = await startAgain();
      try {
        await expect.poll(() => stateOf(user), { timeout: 20_000 }).toBe('running');
        await expect.poll(() => readdir(backups)).toEqual([]);
        await takeUp(gantry);
        const [file = ''] = await readdir(backups);
        const signal = AbortSignal.timeout(20_000);
        expect(await readArchive(path.join(backups, file), { signal })).toMatchObject({ contentBytes: 8_000_000 });
        expect(await facts(volume)).toBe(before);
        expect(await stateOf(user)).toBe('running');
      } finally {
        await gantry.close();
      }
    },
  );

  test.each(Object.keys(REPLACE))(
    'in a restore over what was there, %s: containers wait for a whole volume, and it is the old or the new',
    async (phase) => {
      const volume = await made.make('there', SMALL);
      const before = await facts(volume);
      const user = await made.container(volume);
      expect(await dieAt({ work: 'replace', phase, dataDir, volume, path: archive })).toBe('SIGKILL');
      const isDone = /removing the copy|the copy just removed/.test(phase);
      const expected = isDone ? restored : before;
      const gantry = await startAgain();
      try {
        const isChanged = (await facts(volume)) !== expected;
        // By itself it lets go on only those that find everything.
        const isLeftAlone = !isChanged || (await stateOf(user)) === 'paused';
        expect(isLeftAlone).toBe(true);
        await expect.poll(() => cutOff(gantry).length, { timeout: 20_000 }).toBe(1);
        expect(cutOff(gantry)).toMatchObject([
          { kind: 'restore', volume, ...(isChanged && { pausedContainers: [user] }) },
        ]);
        await takeUp(gantry);
        expect(await facts(volume)).toBe(expected);
        expect(await stateOf(user)).toBe('running');
      } finally {
        await gantry.close();
      }
    },
  );

  test.each(Object.keys(NEW))('in a restore into a new volume, %s: it goes when it is taken up', async (phase) => {
    const volume = made.name('fresh');
    expect(await dieAt({ work: 'new', phase, dataDir, volume, path: archive })).toBe('SIGKILL');
    const gantry = await startAgain();
    try {
      await takeUp(gantry);
      expect(await docker('volume', 'ls', '--quiet', '--filter', `name=${volume}`)).toBe('');
    } finally {
      await gantry.close();
    }
  });
});
