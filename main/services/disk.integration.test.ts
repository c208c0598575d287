import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { type RunningTestEngine, startTestEngine } from '../../engine/testing/startTestEngine.ts';
import { removeSelectionCommand } from '../../contract/commands/diskCommands.ts';
import type { DiskRule, DiskSelection } from '../../contract/model/disk.ts';
import type { Job } from '../../contract/model/job.ts';
import { type BuildxCli, openBuildxCli } from '../buildx/testing/buildxCli.ts';
import { createJobs } from '../jobs/createJobs.ts';
import { createTest, docker, removeAll, runTest, testName } from '../live/testing/engineCli.ts';
import { type LiveEngine, startLiveEngine } from '../live/testing/liveEngine.ts';
import { openSettings, type SettingsStore } from '../storage/settings.ts';
import { createActivityLog } from './activity.ts';
import { createDiskService } from './disk.ts';

const context = 'default';
const { signal } = new AbortController();
const jobs = createJobs();
const MB = 1024 * 1024;
const NOTHING: DiskSelection = { containerIds: [], imageReferences: [], volumeNames: [], cacheIds: [] };
let own: RunningTestEngine;
let engine: LiveEngine;
let cli: BuildxCli;
let folder: string;
let settings: SettingsStore;
let disk: ReturnType<typeof createDiskService>;
const containers = new Set<string>();
const images = new Set<string>();
const volumes = new Set<string>();

const open = (firstAfterMs?: number) =>
  createDiskService({
    getConnection: engine.contexts.getConnection,
    cliArgs: engine.contexts.cliArgs,
    jobs,
    activity: createActivityLog(),
    settings,
    ...(firstAfterMs !== undefined && { firstAfterMs }),
  });

beforeAll(async () => {
  // What takes the space of an engine is only told apart where nobody else makes things; and a rule takes all it finds.
  own = await startTestEngine();
  vi.stubEnv('GANTRY_TEST_SOCKET', own.socketPath);
  [engine, cli] = await Promise.all([startLiveEngine(), openBuildxCli()]);
  folder = await mkdtemp(path.join(tmpdir(), 'gantry-disk-'));
  settings = await openSettings(folder);
  disk = open();
});
afterEach(async () => {
  await removeAll(containers);
  if (images.size > 0) await docker('rmi', '--force', ...images).catch(() => {});
  if (volumes.size > 0) await docker('volume', 'rm', '--force', ...volumes).catch(() => {});
  await cli.shell('docker buildx prune --all --force');
  for (const made of [containers, images, volumes]) made.clear();
});
afterAll(async () => {
  disk.close();
  await jobs.close();
  await settings.close();
  await cli.close();
  await engine.close();
  await own.stop();
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

/** Two images that share a layer of 2 MB; the second has one of 1 MB of its own. */
async function buildTwo(): Promise<readonly [string, string]> {
  const [base, child] = [`${testName('base')}:1`, `${testName('child')}:1`];
  const write = (text: string) => writeFile(path.join(folder, 'Dockerfile'), text);
  await write(`FROM busybox\nRUN head -c ${2 * MB} /dev/urandom > /two\n`);
  await cli.shell(`docker buildx build --load --tag ${base} ${folder}`);
  await write(`FROM ${base}\nRUN head -c ${MB} /dev/urandom > /one\n`);
  await cli.shell(`docker buildx build --load --tag ${child} ${folder}`);
  images.add(base).add(child);
  return [base, child];
}

async function stopped(...args: string[]): Promise<string> {
  const name = testName('stopped');
  containers.add(name);
  const id = await createTest(name, ...args);
  await docker('start', '--attach', id);
  return id;
}

const usage = () => disk.handlers.usage({ context }, signal);
const plan = (selection: Partial<DiskSelection>) =>
  disk.handlers.plan({ context, selection: { ...NOTHING, ...selection } }, signal);

async function ended(jobId: string): Promise<Job> {
  for await (const _ of jobs.feed.watch(AbortSignal.timeout(30_000))) {
    const job = jobs.feed.get(jobId);
    if (job && job.state !== 'running') return job;
  }
  throw new Error('The job did not end.');
}
const remove = async (selection: DiskSelection) =>
  ended((await disk.handlers.remove({ context, selection }, signal)).jobId);

describe('what takes the space', () => {
  test('is what the engine says of images, containers, volumes and the cache, and the logs on its disk', async () => {
    const [base] = await buildTwo();
    const volume = testName('volume');
    volumes.add(volume);
    const id = await stopped(
      ...['--volume', `${volume}:/data`, '--', 'sh', '-c'],
      `head -c ${MB} /dev/zero > /data/x; head -c 500000 /dev/zero > /y; seq 1000`,
    );
    const found = await usage();
    expect(found.images.find(({ tags }) => tags.includes(base))).toMatchObject({ ownBytes: 0, users: [] });
    const container = found.containers.find((one) => one.id === id);
    expect(container).toMatchObject({ state: 'exited', writableBytes: 500_000 });
    // Each of a thousand lines is kept as a line of JSON with its time.
    expect(container?.logBytes).toBeGreaterThan(60_000);
    expect(found.volumes.find(({ name }) => name === volume)).toEqual({
      name: volume,
      driver: 'local',
      sizeBytes: MB,
      isAnonymous: false,
      users: [container?.name],
    });
    const said = await docker('system', 'df', '--format', '{{.Type}}={{.TotalCount}}');
    const counts = [found.images, found.containers, found.volumes, found.cache].map(({ length }) => length);
    expect(said.split('\n').map((line) => Number(line.split('=')[1]))).toEqual(counts);
  });
});

describe('a plan', () => {
  test('frees exactly what it says, layers that images share counted once', async () => {
    const [base, child] = await buildTwo();
    await cli.shell('docker buildx prune --all --force');
    const id = await stopped('--volume', '/anonymous', '--', 'sh', '-c', 'head -c 300000 /dev/zero > /y; seq 99');
    const before = await usage();
    const cacheIds = before.cache.map((record) => record.id);
    const made = await plan({ containerIds: [id], imageReferences: [base, child], cacheIds });
    expect(made).toMatchObject({ kept: [], isFreedExact: true });
    expect(made.freedBytes).toBeGreaterThan(3 * MB + 300_000);
    const job = await remove(made.selection);
    expect(job).toMatchObject({ state: 'done', result: { type: 'freed', removed: 3, freedBytes: made.freedBytes } });
    const after = await usage();
    expect(before.totalBytes - after.totalBytes).toBe(made.freedBytes);
    // An anonymous volume is no part of its container here: it is a thing of its own.
    const [left] = after.volumes.filter(({ isAnonymous, users }) => isAnonymous && users.length === 0);
    volumes.add(left?.name ?? '');
    expect(left).toBeDefined();
  });

  test('knows that the build cache holds the layers of an image, and what goes with both', async () => {
    const [, child] = await buildTwo();
    const before = await usage();
    const alone = await plan({ imageReferences: [child] });
    expect(alone).toMatchObject({ freedBytes: 0, heldByCacheBytes: MB });
    const cacheIds = before.cache.map(({ id }) => id);
    const both = await plan({ imageReferences: [child], cacheIds });
    expect(both.heldByCacheBytes).toBeUndefined();
    await remove(both.selection);
    expect(before.totalBytes - (await usage()).totalBytes).toBe(both.freedBytes);
    expect(both.freedBytes).toBeGreaterThanOrEqual(MB);
  });

  test('leaves out what cannot go, and says why', async () => {
    const name = testName('running');
    const volume = testName('volume');
    containers.add(name);
    volumes.add(volume);
    const id = await runTest(name, '--volume', `${volume}:/data`);
    const made = await plan({
      containerIds: [id, '0'.repeat(64)],
      volumeNames: [volume, 'nobody-knows'],
      imageReferences: ['busybox:latest'],
    });
    expect(made.going).toEqual([]);
    expect(made.kept.map(({ kind, reason }) => [kind, reason])).toEqual([
      ['container', 'It is running: stop it first.'],
      ['image', expect.stringContaining(name)],
      ['volume', `The container ${name} uses it.`],
    ]);
    await expect(
      disk.handlers.remove({ context, selection: { ...NOTHING, volumeNames: [volume] } }, signal),
    ).rejects.toThrow('Nothing can go');
  });

  test('that was made before a volume came into use leaves that volume alone', async () => {
    const [used, free] = [testName('used'), testName('free')];
    for (const volume of [used, free]) {
      volumes.add(volume);
      await docker('volume', 'create', volume);
    }
    const { selection } = await plan({ volumeNames: [used, free] });
    const name = testName('late');
    containers.add(name);
    await createTest(name, '--volume', `${used}:/data`);
    const job = await remove(selection);
    expect(job).toMatchObject({ state: 'done', result: { removed: 1 } });
    const left = await docker('volume', 'ls', '--quiet');
    expect(left.split('\n').filter((one) => [used, free].includes(one))).toEqual([used]);
  });

  test('does what the shown command does', async () => {
    const make = async () => {
      const volume = testName('volume');
      volumes.add(volume);
      await docker('volume', 'create', volume);
      const tag = `${testName('tag')}:1`;
      images.add(tag);
      await docker('tag', 'busybox', tag);
      const id = await stopped('--', 'true');
      return { ...NOTHING, containerIds: [id], imageReferences: [tag], volumeNames: [volume] };
    };
    const left = async ({ containerIds, imageReferences, volumeNames }: DiskSelection) => {
      const [ids, tags, names] = await Promise.all([
        docker('ps', '--all', '--quiet', '--no-trunc'),
        docker('images', '--format', '{{.Repository}}:{{.Tag}}'),
        docker('volume', 'ls', '--quiet'),
      ]);
      return [...containerIds, ...imageReferences, ...volumeNames].filter((one) =>
        `${ids}\n${tags}\n${names}`.split('\n').includes(one),
      );
    };
    const [ours, theirs] = [await make(), await make()];
    expect(await left(ours)).toHaveLength(3);
    await remove(ours);
    await cli.shell(removeSelectionCommand(theirs));
    expect([await left(ours), await left(theirs)]).toEqual([[], []]);
  });
});

describe('a rule', () => {
  const rule = (more: Partial<DiskRule>): DiskRule => ({ id: testName('rule'), name: 'Tidy', context, ...more });

  test('means containers by when they stopped, and what only they used', async () => {
    const [base] = await buildTwo();
    const volume = testName('volume');
    volumes.add(volume);
    const name = testName('old');
    containers.add(name);
    await docker('run', '--name', name, '--volume', `${volume}:/d`, '--volume', '/anonymous', base, 'true');
    const id = await docker('inspect', '--format', '{{.Id}}', name);
    await usage();
    const young = await disk.handlers.planRule({ rule: rule({ containers: { stoppedForHours: 1 } }) }, signal);
    expect(young.selection.containerIds).not.toContain(id);
    const what = { containers: { stoppedForHours: 0 }, images: { all: true, createdBeforeHours: 0 } };
    const now = await disk.handlers.planRule({ rule: rule({ ...what, volumes: { all: false } }) }, signal);
    expect(now.selection.containerIds).toContain(id);
    expect(now.selection.imageReferences).toContain(base);
    expect(now.selection.volumeNames).not.toContain(volume);
    expect(now.selection.volumeNames).toHaveLength(1);
    for (const anonymous of now.selection.volumeNames) volumes.add(anonymous);
  });

  test('is kept, runs by itself once it is due, and says how that went', async () => {
    const id = await stopped('--', 'true');
    const mine = rule({ containers: { stoppedForHours: 0 }, schedule: { everyDays: 1, atMinute: 0 } });
    await disk.handlers.saveRule({ rule: mine }, signal);
    const [saved] = settings.current().diskRules;
    // As if it had been saved two days ago, and the app closed since.
    await settings.update({ diskRules: [{ rule: mine, savedAt: (saved?.savedAt ?? 0) - 2 * 86_400_000 }] });
    const own = open(0);
    try {
      await expect
        .poll(async () => (await own.handlers.rules({ context }, signal))[0]?.lastRun, { timeout: 15_000 })
        .toMatchObject({
          removed: 1,
        });
      expect(await docker('ps', '--all', '--quiet', '--no-trunc')).not.toContain(id);
      const [known] = await own.handlers.rules({ context }, signal);
      expect(known?.nextRunAt).toBeGreaterThan(Date.now());
      await own.handlers.removeRule({ id: mine.id }, signal);
      expect(await own.handlers.rules({ context }, signal)).toEqual([]);
    } finally {
      own.close();
    }
  });
});
