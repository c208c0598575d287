import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { UnfinishedWork } from '../../contract/model/volume.ts';
import { docker } from '../live/testing/engineCli.ts';
import { archiveOf } from './volumes/testing/archives.ts';
import { startVolumesClient, type VolumesClient } from './volumes/testing/client.ts';
import { leftIn, NOTHING_LEFT } from './volumes/testing/left.ts';
import { facts, inVolume, madeVolumes } from './volumes/testing/madeVolumes.ts';

const context = 'default';
const LARGE = 'for i in $(seq 30); do head -c 2000000 /dev/urandom > $i; done';
let gantry: VolumesClient;
let folder: string;
const made = madeVolumes();

beforeEach(async () => {
  gantry = await startVolumesClient();
  folder = await mkdtemp(path.join(tmpdir(), 'gantry-lifetime-'));
});
afterEach(async () => {
  await gantry.close();
  await rm(folder, { recursive: true, force: true });
});

const backup = (name: string, pauseContainers = false, format: 'tar' | 'tar.gz' = 'tar') =>
  gantry.client.volumes.backup({ context, name, format, target: { type: 'folder', path: folder }, pauseContainers });

const stateOf = (container: string) => docker('container', 'inspect', '--format', '{{.State.Status}}', container);

async function unfinished(): Promise<readonly UnfinishedWork[]> {
  for await (const change of gantry.client.volumes.unfinished({})) {
    if (change.type === 'snapshot') return change.items;
  }
  return [];
}

/** As a page would, once the engine is back. */
async function takeUp(): Promise<void> {
  const [work] = await unfinished();
  const job = await gantry.ended(gantry.client.volumes.resume({ id: work?.id ?? '' }));
  expect(job).toMatchObject({ state: 'done' });
  expect(await unfinished()).toEqual([]);
}

/** Until the work has come that far. */
async function reaches(stage: string): Promise<void> {
  const stages = () => gantry.volumes.deps.store.work.map((one) => one.stage);
  await expect.poll(stages, { interval: 5, timeout: 30_000 }).toEqual([stage]);
}

describe('containers that were paused go on', () => {
  test('they stand still while the volume is read, and run after it', async () => {
    const volume = await made.make('paused', LARGE);
    const user = await made.container(volume);
    const states = new Set<string>();
    const job = gantry.ended(backup(volume, true, 'tar.gz'));
    let isOver = false;
    void job.then(() => (isOver = true));
    while (!isOver) states.add(await stateOf(user));
    expect(await job).toMatchObject({ state: 'done' });
    expect([...states]).toContain('paused');
    expect(await stateOf(user)).toBe('running');
    expect(await leftIn(gantry)).toEqual(NOTHING_LEFT);
  });

  test('also when the backup fails or is cancelled', async () => {
    const volume = await made.make('paused', LARGE);
    const user = await made.container(volume);
    const begun = await backup(volume, true, 'tar.gz');
    await expect.poll(() => stateOf(user), { timeout: 20_000 }).toBe('paused');
    gantry.jobs.cancel(begun.jobId);
    expect((await gantry.ended(Promise.resolve(begun))).state).toBe('cancelled');
    expect(await stateOf(user)).toBe('running');
    expect(await readdir(folder)).toEqual([]);
    expect(await leftIn(gantry)).toEqual(NOTHING_LEFT);
  });

  test('also when the app died in between: the next start lets them go on, and says so', async () => {
    const volume = await made.make('paused', 'echo x > x');
    const user = await made.container(volume);
    const id = await docker('container', 'inspect', '--format', '{{.Id}}', user);
    const partFile = path.join(folder, '.half.tar.part');
    await writeFile(partFile, 'half');
    await docker('pause', user);
    // What an app that was killed has on its disk.
    const dataDir = await mkdtemp(path.join(tmpdir(), 'gantry-died-'));
    const again = { format: 'tar', folder, pauseContainers: false };
    const record = {
      ...{
        id: 'cut',
        context,
        volume,
        kind: 'backup',
        at: Date.now(),
        stage: 'The backup was not whole yet.',
        wayOn: 'It is made anew.',
      },
      ...{ pausedIds: [id], pausedContainers: [user], partFile, again },
    };
    await writeFile(path.join(dataDir, 'volumes.json'), JSON.stringify({ work: [record] }));
    const next = await startVolumesClient({ dataDir });
    try {
      await expect.poll(() => stateOf(user), { timeout: 20_000 }).toBe('running');
      await expect.poll(() => readdir(folder)).toEqual([]);
      const job = await next.ended(next.client.volumes.resume({ id: 'cut' }));
      expect(job.state).toBe('done');
      expect(await readdir(folder)).toHaveLength(1);
      expect(next.volumes.deps.store.work).toEqual([]);
    } finally {
      await next.close();
      await rm(dataDir, { recursive: true, force: true });
    }
  });
});

describe('the engine is lost in the middle', () => {
  test('of a backup: no half file, the volume as it was, and helpers are swept when it is back', async () => {
    const volume = await made.make('lost', LARGE);
    const before = await facts(volume);
    const user = await made.container(volume);
    const begun = await backup(volume, true);
    await expect.poll(() => stateOf(user), { timeout: 20_000 }).toBe('paused');
    await gantry.proxy.cut();
    const job = await gantry.ended(Promise.resolve(begun));
    expect(job).toMatchObject({ state: 'failed', error: { code: 'engine-unreachable' } });
    expect(await readdir(folder)).toEqual([]);
    expect(await unfinished()).toMatchObject([{ kind: 'backup', volume, pausedContainers: [user] }]);
    await gantry.proxy.restore();
    await takeUp();
    expect(await stateOf(user)).toBe('running');
    expect(await facts(volume)).toBe(before);
    gantry.volumes.sweep(context);
    await expect.poll(() => leftIn(gantry)).toEqual(NOTHING_LEFT);
  });

  test('of a restore: what was in the volume is kept in a copy, and put back when it is taken up', async () => {
    const volume = await made.make('lost', 'echo old > old; mkdir d; ln old d/link');
    const before = await facts(volume);
    const file = path.join(folder, 'new.tar');
    const content = 'x'.repeat(1_000_000);
    await writeFile(
      file,
      await archiveOf(Array.from({ length: 60 }, (_, index) => ({ name: `new${index}`, content }))),
    );
    const source = { type: 'file', path: file } as const;
    const begun = await gantry.client.volumes.restore({ context, name: volume, source, mode: 'replace' });
    await reaches('The archive was being unpacked.');
    await gantry.proxy.cut();
    expect((await gantry.ended(Promise.resolve(begun))).state).toBe('failed');
    expect(await unfinished()).toMatchObject([{ kind: 'restore', volume, wayOn: expect.stringContaining('put back') }]);
    await gantry.proxy.restore();
    await takeUp();
    expect(await facts(volume)).toBe(before);
    gantry.volumes.sweep(context);
    await expect.poll(() => leftIn(gantry)).toEqual(NOTHING_LEFT);
  });

  test('of a restore into a new volume: the half volume goes when it is taken up', async () => {
    const volume = made.name('lost');
    const file = path.join(folder, 'new.tar');
    const content = 'x'.repeat(1_000_000);
    await writeFile(
      file,
      await archiveOf(Array.from({ length: 60 }, (_, index) => ({ name: `new${index}`, content }))),
    );
    const source = { type: 'file', path: file } as const;
    const begun = await gantry.client.volumes.restore({ context, name: volume, source, mode: 'new' });
    await reaches('The archive was being unpacked into a new volume.');
    await gantry.proxy.cut();
    expect((await gantry.ended(Promise.resolve(begun))).state).toBe('failed');
    await gantry.proxy.restore();
    await takeUp();
    expect((await docker('volume', 'ls', '--quiet')).split('\n')).not.toContain(volume);
    gantry.volumes.sweep(context);
    await expect.poll(() => leftIn(gantry)).toEqual(NOTHING_LEFT);
  });
});

describe('moved and copied', () => {
  test('a clone has everything, and neither its stack nor its name', async () => {
    const source = made.name('source');
    await docker('volume', 'create', '--label', 'com.docker.compose.project=shop', '--label', 'kept=1', source);
    await inVolume(source, 'mkdir d; echo x > d/x; ln d/x y; chmod 4711 y; chown 5:6 y');
    const target = made.name('clone');
    const job = await gantry.ended(
      gantry.client.volumes.copy({ context, name: source, targetContext: context, targetName: target }),
    );
    expect(job).toMatchObject({ state: 'done' });
    expect(await facts(target)).toBe(await facts(source));
    expect(await docker('volume', 'inspect', '--format', '{{json .Labels}}', target)).toBe('{"kept":"1"}');
    expect(await leftIn(gantry)).toEqual(NOTHING_LEFT);
  });

  test('a rename leaves one volume, by the new name', async () => {
    const source = await made.make('before', 'echo x > x');
    const before = await facts(source);
    const target = made.name('after');
    expect((await gantry.ended(gantry.client.volumes.rename({ context, name: source, newName: target }))).state).toBe(
      'done',
    );
    expect(await facts(target)).toBe(before);
    expect((await docker('volume', 'ls', '--quiet')).split('\n')).not.toContain(source);
  });

  test('a rename is refused while a container has the volume', async () => {
    const source = await made.make('before', 'echo x > x');
    const user = await made.container(source);
    const target = made.name('after');
    const job = await gantry.ended(gantry.client.volumes.rename({ context, name: source, newName: target }));
    expect(job).toMatchObject({ state: 'failed', error: { code: 'conflict', message: expect.stringContaining(user) } });
    expect((await docker('volume', 'ls', '--quiet')).split('\n')).not.toContain(target);
  });

  test('an empty volume is the same volume, with its containers', async () => {
    const volume = await made.make('emptied', 'mkdir -p a/b; touch a/b/c d; ln -s / root; chmod 0 a/b/c');
    const user = await made.container(volume);
    const contents = await gantry.client.volumes.contents({ context, name: volume });
    expect(contents).toEqual({ names: ['a/', 'd', 'root'], hasMore: false, entries: 5, sizeBytes: 0 });
    expect((await gantry.ended(gantry.client.volumes.empty({ context, name: volume }))).state).toBe('done');
    expect(await inVolume(volume, 'ls -A')).toBe('');
    expect(await stateOf(user)).toBe('running');
    expect(await leftIn(gantry)).toEqual(NOTHING_LEFT);
  });
});

describe('schedules', () => {
  const input = (volume: string, keep = 2) =>
    ({ context, volume, folder, format: 'tar.gz', pauseContainers: false, everyHours: 24, keep }) as const;

  test('so many are kept, and the newest are those', async () => {
    const volume = await made.make('kept', 'echo x > x');
    const { id } = await gantry.client.volumes.setSchedule(input(volume));
    for (let count = 1; count <= 3; count++) {
      expect((await gantry.ended(gantry.client.volumes.runSchedule({ id }))).state).toBe('done');
      expect(await readdir(folder)).toHaveLength(Math.min(count, 2));
    }
    const kept = [...gantry.volumes.deps.store.backups.values()].filter((one) => one.scheduleId === id);
    expect(kept.map(({ fileName }) => fileName).toSorted()).toEqual((await readdir(folder)).toSorted());
  });

  test('one that was missed is made up for once at the next start; a failed one takes nothing away and is said', async () => {
    const volume = await made.make('missed', 'echo x > x');
    const dataDir = await mkdtemp(path.join(tmpdir(), 'gantry-missed-'));
    const first = await startVolumesClient({ dataDir });
    const { id } = await first.client.volumes.setSchedule(input(volume));
    await first.close();
    const later = () => Date.now() + 100 * 3_600_000;
    const next = await startVolumesClient({ dataDir, now: later, firstAfterMs: 10 });
    try {
      await expect.poll(() => readdir(folder), { timeout: 30_000 }).toHaveLength(1);
      const schedule = () => next.volumes.deps.store.schedules.get(id);
      await expect.poll(() => schedule()?.nextAt ?? 0, { timeout: 30_000 }).toBeGreaterThan(later());
      const [file] = await readdir(folder);
      await docker('volume', 'rm', volume);
      expect((await next.ended(next.client.volumes.runSchedule({ id }))).state).toBe('failed');
      expect(await readdir(folder)).toEqual([file]);
      expect(schedule()?.lastError).toContain(volume);
    } finally {
      await next.close();
      await rm(dataDir, { recursive: true, force: true });
    }
  });
});
