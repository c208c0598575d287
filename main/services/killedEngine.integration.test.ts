import { readdir, readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type RunningTestEngine, startTestEngine } from '../../engine/testing/startTestEngine.ts';
import { type BuildClient, makeFolder, startBuildClient } from '../builds/testing/buildClient.ts';
import { source, unique } from '../builds/testing/madeBuilds.ts';
import { startTestRegistry } from '../docker/testing/registry.ts';
import { ListReader } from '../live/testing/liveEngine.ts';
import { startRegistry } from '../registries/testing/registry.ts';
import { startTransferClient, type TransferClient } from './transfers/testing/transferClient.ts';
import type { ImageSummary } from '../../contract/model/image.ts';

const context = 'default';
const BUSYBOX = 'busybox:latest';
let own: RunningTestEngine;
let app: TransferClient;
let builds: BuildClient;
let list: ListReader<ImageSummary>;

beforeAll(async () => {
  own = await startTestEngine();
  [app, builds] = await Promise.all([
    startTransferClient({ socketPath: own.socketPath }),
    startBuildClient({ socketPath: own.socketPath }),
  ]);
  list = new ListReader((signal) => app.client.images.watch({ context }, { signal }));
});
afterAll(async () => {
  list.stop();
  await Promise.all([app.close(), builds.close()]);
  await own.stop();
});
afterEach(async () => {
  const references = (await tags()).filter((tag) => tag !== BUSYBOX);
  if (references.length > 0) await app.ended((await app.client.images.remove({ context, references })).jobId);
});

const tags = async () => (await app.client.images.list({ context })).flatMap((image) => image.tags).toSorted();
const shown = () => [...list.believed.values()].flatMap((image) => image.tags).toSorted();

/** As by the kernel when memory is short. It is started again by who looks after it. */
async function kill(): Promise<void> {
  const { state } = own.engine.status;
  if (state.type !== 'running') throw new Error('The engine does not run.');
  process.kill(state.pid, 'SIGKILL');
}

/** The list that a page has followed all the time is again that of the engine. */
async function comesBackWith(...expected: readonly string[]): Promise<void> {
  await expect.poll(() => tags().catch(() => []), { timeout: 30_000 }).toEqual([...expected, BUSYBOX].toSorted());
  await expect.poll(shown, { timeout: 10_000 }).toEqual([...expected, BUSYBOX].toSorted());
}

const LOST = {
  code: 'engine-unreachable',
  context,
  message: expect.stringMatching(/The engine “default” (does not answer any more|ended in the middle of the build)\./),
  hint: expect.stringMatching(/when it is back/),
};

describe('an engine that is killed', () => {
  test('in the middle of a pull: the job says so, nothing of the image is there, and the same pull works again', async () => {
    const registry = await startTestRegistry({ isHeld: true });
    try {
      const reference = `${registry.host}/test:one`;
      const { jobId } = await app.client.images.pull({ context, reference });
      await expect.poll(() => app.jobs.feed.get(jobId)?.totalBytes, { timeout: 20_000 }).toBeGreaterThan(0);
      await kill();
      expect(await app.ended(jobId)).toMatchObject({ state: 'failed', error: LOST });
      await comesBackWith();
      registry.release();
      const again = await app.client.jobs.retry({ jobId });
      expect(await app.ended(again.jobId)).toMatchObject({ state: 'done', result: { type: 'image', reference } });
      await comesBackWith(reference);
    } finally {
      await registry.close();
    }
  });

  test('in the middle of a push: the job says so and which name is left, the registry has nothing, and the same push works again', async () => {
    const registry = await startRegistry();
    const made = await makeFolder({ Dockerfile: 'FROM busybox\nRUN head -c 150000000 /dev/urandom > /data\n' });
    try {
      await builds.build({ source: source(made.folder), tags: ['large:1'] });
      const target = `${registry.host}/large:1`;
      const { jobId } = await app.client.transfers.push({ context, source: 'large:1', target, allTags: false });
      const sentBytes = () => app.jobs.feed.get(jobId)?.doneBytes;
      await expect.poll(sentBytes, { timeout: 30_000, interval: 10 }).toBeGreaterThan(0);
      await kill();
      const job = await app.ended(jobId);
      expect(job).toMatchObject({ state: 'failed', error: LOST });
      expect(job.error?.message).toContain(`The new name ${target} could not be taken away, and is left`);
      await comesBackWith(target, 'large:1');
      const published = { reference: `${registry.host}/large` };
      await expect(app.client.transfers.tags(published)).rejects.toMatchObject({ error: { code: 'not-found' } });
      const again = await app.client.jobs.retry({ jobId });
      expect(await app.ended(again.jobId)).toMatchObject({ state: 'done', result: { type: 'pushed' } });
      expect((await app.client.transfers.tags(published)).tags).toEqual(['1']);
    } finally {
      await made.remove();
      await registry.close();
    }
  });

  test('in the middle of a build: the build says so, leaves no image and no process, and the same build works again', async () => {
    const mark = `98765.${process.pid}`;
    const made = await makeFolder({
      Dockerfile: `FROM busybox\nRUN echo ${unique()}\nARG seconds=${mark}\nRUN sleep $seconds\n`,
    });
    const settings = { source: source(made.folder), tags: ['built:1'] };
    try {
      const { buildId } = await builds.client.builds.start({ context, settings });
      for await (const change of builds.client.builds.follow({ buildId })) {
        const steps = change.type === 'snapshot' ? change.detail.steps : change.steps;
        if (steps.some((step) => step.state === 'running' && step.name.includes('RUN sleep'))) break;
      }
      await expect.poll(() => runs(mark), { timeout: 10_000 }).toBe(true);
      await kill();
      const job = await builds.jobWhere(buildId, ({ state }) => state !== 'running');
      expect(job).toMatchObject({ state: 'failed', error: LOST });
      const { summary, error } = await builds.client.builds.inspect({ buildId });
      expect(summary).toMatchObject({ state: 'failed', problem: expect.stringContaining('ended in the middle') });
      expect(error).toMatchObject(LOST);
      await comesBackWith();
      await expect.poll(() => runs(mark), { timeout: 15_000 }).toBe(false);
      const again = await builds.build({ ...settings, args: [{ name: 'seconds', value: '0' }] });
      expect(again.summary).toMatchObject({ state: 'done', cachedCount: 1 });
      await comesBackWith('built:1');
    } finally {
      await made.remove();
    }
  });
});

/** Whether a process of this machine has the word among its arguments. */
async function runs(word: string): Promise<boolean> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  return lines.some((line) => line.includes(`sleep\0${word}`));
}
