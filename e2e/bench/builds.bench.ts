import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { testEngine } from '../../engine/testing/testEngine.ts';
import { ContextFolder } from '../support/contextFolder.ts';
import { speakTo } from '../support/rawRequests.ts';
import { bench } from './fixtures.ts';
import { median, record } from './record.ts';

const run = promisify(execFile);
const ROUNDS = 15;
const STEPS = 20;

bench('a build of 20 cached steps', async ({ app }) => {
  bench.setTimeout(300_000);
  const lines = Array.from({ length: STEPS }, (_, index) => `RUN echo step ${index} > /step-${index}`);
  const folder = await ContextFolder.make({ Dockerfile: `FROM busybox\n${lines.join('\n')}\n` });
  const config = await mkdtemp(path.join(tmpdir(), 'gantry-bench-'));
  const buildx = process.env['GANTRY_TEST_BUILDX'] ?? '';
  await mkdir(config, { recursive: true });
  await writeFile(path.join(config, 'config.json'), JSON.stringify({ cliPluginsExtraDirs: [path.dirname(buildx)] }));
  const { client, close } = speakTo(app.url);
  const theirs = () =>
    run(testEngine().cliPath, ['buildx', 'build', '--tag', 'gantry-bench/cached', folder.path], {
      env: { ...process.env, DOCKER_HOST: `unix://${testEngine().socketPath}`, DOCKER_CONFIG: config },
    });
  /** From the request to the job's end, as a page sees it. */
  async function ours() {
    const source = { type: 'folder', path: folder.path } as const;
    const { buildId } = await client.builds.start({
      context: 'default',
      settings: { source, tags: ['gantry-bench/cached'] },
    });
    for await (const change of client.jobs.watch({})) {
      const jobs = change.type === 'snapshot' ? change.items : change.upserted;
      const job = jobs.find(({ id, state }) => id === buildId && state !== 'running');
      if (job?.state === 'done') return;
      if (job) throw new Error(job.error?.message);
    }
  }
  const taken = async (work: () => Promise<unknown>) => {
    const begun = performance.now();
    await work();
    return performance.now() - begun;
  };
  try {
    await theirs();
    await ours();
    const [own, cli]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      // By turns, and each first as often as the other.
      if (round % 2 === 0) own.push(await taken(ours));
      cli.push(await taken(theirs));
      if (round % 2 === 1) own.push(await taken(ours));
    }
    record({
      measure: 'build through the app, 20 cached steps',
      value: median(own) / median(cli),
      unit: '×',
      bar: 1.1,
      note: `${median(own).toFixed(0)} ms against ${median(cli).toFixed(0)} ms of docker buildx build, ${ROUNDS} rounds by turns`,
    });
  } finally {
    close();
    await folder.remove();
    await rm(config, { recursive: true });
    await run(testEngine().cliPath, [
      '--host',
      `unix://${testEngine().socketPath}`,
      'rmi',
      'gantry-bench/cached',
    ]).catch(() => {});
  }
});

bench('200,000 lines of build log', async ({ app, chromium }) => {
  bench.setTimeout(600_000);
  // BuildKit keeps 200 KiB a second and 2 MiB of a step's output: ten stages that print at once, with colours.
  const stages = Array.from(
    { length: 10 },
    (_, stage) =>
      `FROM busybox AS s${stage}\nRUN awk 'BEGIN { for (i = 1; i <= 20000; i++) { printf "\\033[3${1 + (stage % 6)}mstage ${stage}\\033[0m line %d of it: compiling a module with a name\\n", i; if (i % 2500 == 0) { fflush(); system("sleep 1") } } }' && echo ${Date.now()} > /x`,
  );
  const copies = stages.map((_, stage) => `COPY --from=s${stage} /x /x${stage}`);
  const folder = await ContextFolder.make({ Dockerfile: `${stages.join('\n')}\nFROM busybox\n${copies.join('\n')}\n` });
  const { client, close } = speakTo(app.url);
  try {
    const page = await chromium.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(app.url);
    await page.waitForTimeout(1500);
    const idle = await framesWhile(page, undefined, 3000);
    const source = { type: 'folder', path: folder.path } as const;
    const { buildId } = await client.builds.start({ context: 'default', settings: { source } });
    await page.evaluate((id) => (location.hash = `#/builds/${id}/log`), buildId);
    await page.getByRole('log', { name: /^Log of/ }).waitFor();
    const live = await framesWhile(page, '200,000 lines');
    record({
      measure: '200,000 lines of build log: longest frame while it is built',
      value: live.longest,
      unit: 'ms',
      bar: 100,
      note: `${live.perSecond.toFixed(0)} frames a second for ${(live.ms / 1000).toFixed(1)} s; longest task of the page ${live.longestTask.toFixed(0)} ms; at rest the longest frame was ${idle.longest.toFixed(0)} ms`,
    });

    await page.getByRole('tab', { name: 'Settings' }).click();
    await page.getByRole('tab', { name: 'Log' }).click();
    const opened = await framesWhile(page, '200,000 lines');
    record({
      measure: '200,000 lines of build log: longest frame when it is opened again',
      value: opened.longest,
      unit: 'ms',
      bar: 100,
      note: `all of it there after ${opened.ms.toFixed(0)} ms; longest task of the page ${opened.longestTask.toFixed(0)} ms`,
    });
    await page.close();
  } finally {
    close();
    await folder.remove();
  }
});

type Page = Awaited<ReturnType<import('@playwright/test').Browser['newPage']>>;

/** Watches every frame until the log's footer says that all lines are there and that no more come, or for a while. */
const framesWhile = (
  page: Page,
  until: string | undefined,
  maxMs = 240_000,
): Promise<{ longest: number; longestTask: number; perSecond: number; ms: number }> =>
  page.evaluate(
    async ([count, most]) => {
      // A frame is late for two reasons: the page works, or the machine gives it no turn. Tasks tell them apart.
      let longestTask = 0;
      const tasks = new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) longestTask = Math.max(longestTask, duration);
      });
      tasks.observe({ entryTypes: ['longtask'] });
      const isWhole = () => {
        const footer = document.querySelector('section[aria-label="Logs"] footer')?.textContent ?? '';
        return count !== undefined && footer.includes(count) && footer.includes('Complete');
      };
      const startedAt = performance.now();
      let [frames, longest, last] = [0, 0, startedAt];
      while (!isWhole() && last - startedAt < most) {
        await new Promise(requestAnimationFrame);
        const now = performance.now();
        longest = Math.max(longest, now - last);
        last = now;
        frames += 1;
      }
      if (count !== undefined && !isWhole()) throw new Error('The log did not become whole.');
      await new Promise((resolve) => setTimeout(resolve, 200));
      tasks.disconnect();
      return { longest, longestTask, perSecond: frames / ((last - startedAt) / 1000), ms: last - startedAt };
    },
    [until, maxMs] as const,
  );
