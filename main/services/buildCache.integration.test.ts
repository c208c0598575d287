import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { pruneCacheCommand } from '../../contract/commands/buildxCommands.ts';
import type { Job } from '../../contract/model/job.ts';
import { type BuildxCli, openBuildxCli } from '../buildx/testing/buildxCli.ts';
import { createJobs } from '../jobs/createJobs.ts';
import { docker } from '../live/testing/engineCli.ts';
import { type LiveEngine, startLiveEngine } from '../live/testing/liveEngine.ts';
import { createActivityLog } from './activity.ts';
import { createBuildCacheService } from './buildCache.ts';

const context = 'default';
const { signal } = new AbortController();
const jobs = createJobs();
let engine: LiveEngine;
let cli: BuildxCli;
let cache: ReturnType<typeof createBuildCacheService>;
let folder: string;

beforeAll(async () => {
  [engine, cli] = await Promise.all([startLiveEngine(), openBuildxCli()]);
  const { getConnection, cliArgs } = engine.contexts;
  cache = createBuildCacheService({ getConnection, cliArgs, jobs, activity: createActivityLog() });
  folder = await mkdtemp(path.join(tmpdir(), 'gantry-cache-'));
});
afterAll(async () => {
  await cli.shell('docker buildx prune --all --force');
  await rm(folder, { recursive: true, force: true });
  await jobs.close();
  await cli.close();
  await engine.close();
});
beforeEach(async () => void (await cli.shell('docker buildx prune --all --force')));

/** A chain of three steps and a cache mount; nothing of it is kept as an image. */
async function build(what: string): Promise<void> {
  await writeFile(path.join(folder, 'file'), what);
  const text = [
    'FROM busybox',
    `RUN --mount=type=cache,target=/${what} head -c 1000 /dev/zero > /${what}/x`,
    `RUN head -c 20000 /dev/zero > /one-${what}`,
    'COPY file /file',
    `RUN head -c 30000 /dev/zero > /two-${what}`,
  ].join('\n');
  await writeFile(path.join(folder, 'Dockerfile'), text);
  await cli.shell(`docker buildx build --output type=cacheonly ${folder}`);
}

const list = () => cache.list({ context }, signal);
const ids = async () => (await list()).map(({ id }) => id).toSorted();
const preview = (filters: object) => cache.previewPrune({ context, filters: { all: false, ...filters } }, signal);

async function prune(which: readonly string[]): Promise<Job> {
  const { jobId } = await cache.prune({ context, ids: [...which] }, signal);
  for await (const _ of jobs.feed.watch(AbortSignal.timeout(30_000))) {
    const job = jobs.feed.get(jobId);
    if (job && job.state !== 'running') return job;
  }
  throw new Error('The job did not end.');
}

describe('the build cache', () => {
  test('is listed with type, size, age, use and what each record is built on', async () => {
    const before = Date.now();
    await build('a');
    const records = await list();
    const two = records.find(({ description }) => description.includes('/two-a'));
    expect(two).toMatchObject({ type: 'regular', isInUse: false, isShared: false, usageCount: 1 });
    expect(two!.sizeBytes).toBeGreaterThanOrEqual(30_000);
    expect(two!.createdAt).toBeGreaterThan(before - 5000);
    expect(two!.lastUsedAt).toBeGreaterThanOrEqual(before - 5000);
    expect(records.find(({ id }) => id === two!.parents[0])?.description).toContain('COPY file');
    expect(new Set(records.map(({ type }) => type))).toEqual(new Set(['regular', 'source.local', 'exec.cachemount']));
    expect((await docker('system', 'df', '--format', '{{.TotalCount}}')).split('\n').at(-1)).toBe(
      String(records.length),
    );
  });

  test('loses exactly what the dry run named, and nothing that came meanwhile', async () => {
    await build('a');
    const dry = await preview({ types: ['exec.cachemount', 'source.local'] });
    expect(new Set(dry.going.map(({ type }) => type))).toEqual(new Set(['exec.cachemount', 'source.local']));
    await build('b'); // adds records that the same filters would mean
    const before = await ids();
    const going = dry.going.map(({ id }) => id);
    const job = await prune(going);
    expect(job).toMatchObject({ state: 'done', doneBytes: expect.any(Number) });
    expect(await ids()).toEqual(before.filter((id) => !going.includes(id)));
    expect((await list()).some(({ type }) => type === 'exec.cachemount')).toBe(true); // that of b
  });

  test('loses a whole chain in one step, and of a chain only its end where that is all that may go', async () => {
    await build('a');
    const all = await preview({ types: ['regular'] });
    expect(all.kept).toEqual([]);
    const keep = all.leftBytes + all.goingBytes - 30_000;
    const some = await preview({ types: ['regular'], keepBytes: keep });
    expect(some.going.map(({ description }) => description)).toEqual([expect.stringContaining('/two-a')]);
    const before = await ids();
    expect((await prune(some.going.map(({ id }) => id))).state).toBe('done');
    expect(await ids()).toEqual(before.filter((id) => id !== some.going[0]?.id));
    const rest = (await preview({ types: ['regular'] })).going.map(({ id }) => id);
    expect((await prune(rest)).state).toBe('done');
    const base = (await list()).filter(({ type }) => type === 'regular');
    expect(base).toMatchObject([{ isShared: true }]); // the image itself holds it
  });

  test('keeps a record that another one is built on, and says so', async () => {
    await build('a');
    const records = await list();
    const one = records.find(({ description }) => description.includes('/one-a'))!;
    const job = await prune([one.id]);
    expect(job).toMatchObject({
      state: 'failed',
      error: { code: 'conflict', message: expect.stringMatching(/^1 of 1 records stay/) },
    });
    expect(await ids()).toEqual(records.map(({ id }) => id).toSorted());
  });

  test('keeps what is not old enough', async () => {
    await build('a');
    expect((await preview({ unusedForMs: 3_600_000 })).going).toEqual([]);
    const free = (await list()).filter(({ isShared }) => !isShared);
    expect((await preview({ unusedForMs: 0 })).going.length).toBe(free.length);
    expect((await preview({ unusedForMs: 0, all: true })).going.length).toBe(free.length + 1);
  });
});

test('the command that is shown removes what the action removes', async () => {
  /** What is left, without what differs between two builds. */
  const left = async () =>
    (await list()).map(({ type, description, sizeBytes }) => `${type} ${description} ${sizeBytes}`).toSorted();
  const chosen = async () => (await preview({ types: ['exec.cachemount', 'regular'] })).going.map(({ id }) => id);
  await build('a');
  await prune(await chosen());
  const ours = await left();
  await cli.shell('docker buildx prune --all --force');
  await build('a');
  await cli.shell(pruneCacheCommand(await chosen()));
  expect(await left()).toEqual(ours);
  expect(ours.filter((record) => !record.startsWith('source.local'))).toEqual([
    expect.stringMatching(/^regular from local/),
  ]);
});
