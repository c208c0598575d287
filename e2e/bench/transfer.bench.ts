import type { Page } from '@playwright/test';
import { type RunningRegistry, startRegistry } from '../../main/registries/testing/registry.ts';
import { docker } from '../support/published.ts';
import { speakTo } from '../support/rawRequests.ts';
import { bench } from './fixtures.ts';
import { median, record } from './record.ts';

const LAYERS = 5;
const LAYER_MB = 100;
const SAMPLES = 5;
const SOURCE = 'bench-transfer:source';

type Speaker = ReturnType<typeof speakTo>['client'];

/** Random bytes: nothing in them can be packed, so all of it is sent. */
async function makeImage(): Promise<void> {
  let from = 'busybox:latest';
  for (let layer = 0; layer < LAYERS; layer++) {
    const name = `bench-transfer-${layer}`;
    const script = `dd if=/dev/urandom of=/home/data-${layer} bs=1M count=${LAYER_MB}`;
    await docker('run', '--label', 'gantry.test', '--name', name, from, 'sh', '-c', script);
    await docker('commit', name, SOURCE);
    await docker('rm', name);
    from = SOURCE;
  }
}

/** Until the page that waits for it would say that it is done. */
async function jobEnds(client: Speaker, jobId: string): Promise<void> {
  for await (const change of client.jobs.watch({})) {
    const jobs = change.type === 'snapshot' ? change.items : change.upserted;
    const job = jobs.find(({ id, state }) => id === jobId && state !== 'running');
    if (job && job.state !== 'done') throw new Error(`The job ended as ${job.state}: ${job.error?.message ?? ''}`);
    if (job) return;
  }
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await run();
  return performance.now() - startedAt;
}

bench('an image of 500 MB to a registry and back, through the app and by the CLI', async ({ app, chromium }) => {
  bench.setTimeout(1_800_000);
  await makeImage();
  const page: Page = await chromium.newPage();
  await page.goto(app.url);
  await page.getByRole('button', { name: /^Jobs:/ }).click(); // what it does is drawn too
  const { client, close } = speakTo(app.url);
  const context = 'default';
  try {
    const pushes = {
      app: async (target: string) =>
        jobEnds(client, (await client.transfers.push({ context, source: target, target })).jobId),
      cli: (target: string) => docker('push', target),
    };
    const pulls = {
      app: async (reference: string) => jobEnds(client, (await client.images.pull({ context, reference })).jobId),
      cli: (reference: string) => docker('pull', reference),
    };
    await compare('push', async (way) => {
      // A registry that has nothing of it, each time.
      const registry = await startRegistry();
      const target = `${registry.host}/bench:1`;
      await docker('tag', SOURCE, target);
      const ms = await timed(() => pushes[way](target));
      await docker('rmi', target);
      await registry.close();
      return ms;
    });
    const registry: RunningRegistry = await startRegistry();
    const reference = `${registry.host}/bench:1`;
    await docker('tag', SOURCE, reference);
    await docker('push', '--quiet', reference);
    await docker('rmi', SOURCE, reference);
    await compare('pull', async (way) => {
      const ms = await timed(() => pulls[way](reference));
      await docker('rmi', reference);
      return ms;
    });
    await registry.close();
  } finally {
    close();
    await page.close();
    await docker('rmi', '--force', SOURCE).catch(() => {});
  }
});

/** One after the other, each first as often as second; the first pair warms up and is not counted. */
async function compare(what: 'pull' | 'push', run: (way: 'app' | 'cli') => Promise<number>): Promise<void> {
  const times = { app: [] as number[], cli: [] as number[] };
  const ratios: number[] = [];
  for (let sample = 0; sample <= SAMPLES; sample++) {
    const order = sample % 2 === 0 ? (['app', 'cli'] as const) : (['cli', 'app'] as const);
    const pair = { app: 0, cli: 0 };
    for (const way of order) pair[way] = await run(way);
    if (sample === 0) continue;
    times.app.push(pair.app);
    times.cli.push(pair.cli);
    ratios.push(pair.app / pair.cli);
  }
  const seconds = (ms: number) => (ms / 1000).toFixed(1);
  record({
    measure: `${what} of a 500 MB image through the app, against docker ${what}`,
    value: median(times.app) / median(times.cli),
    unit: '×',
    bar: 1.05,
    note: `medians of ${SAMPLES}: ${seconds(median(times.app))} s and ${seconds(median(times.cli))} s; best ${seconds(Math.min(...times.app))} s and ${seconds(Math.min(...times.cli))} s; pairs ${ratios.map((ratio) => ratio.toFixed(2)).join(', ')}`,
  });
}
