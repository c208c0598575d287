import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { makeContainer } from '../support/containers.ts';
import { ContextFolder } from '../support/contextFolder.ts';
import { speakTo } from '../support/rawRequests.ts';
import { startApp } from '../support/runningApp.ts';
import { Gantry, PLACES } from '../pages/gantry.ts';
import { fill } from './fill.ts';
import { bench } from './fixtures.ts';
import { inspect } from './inspector.ts';
import { memory } from './page.ts';
import { record } from './record.ts';

/** The bar is for 120; in a run of all benchmarks there is not that much time. */
const MINUTES = Number(process.env['GANTRY_BENCH_SOAK_MINUTES'] ?? 10);
const EVENTS = Math.round((50_000 / 120) * MINUTES);

bench(`${MINUTES} minutes of use: pages, logs, terminals, builds, events`, async ({ api, chromium }) => {
  bench.setTimeout((MINUTES + 10) * 60_000);
  await fill(api, 100, 20);
  const chatty = { command: ['sh', '-c', 'i=0; while :; do i=$((i+1)); echo line $i; sleep 0.05; done'] };
  await makeContainer(api, 'a-chatty', chatty);
  await makeContainer(api, 'a-shell', { command: ['sh'], tty: true, stopTimeoutSeconds: 1 });
  const app = await startApp(api.socketPath, [], { env: { NODE_OPTIONS: '--inspect=127.0.0.1:0' } });
  const server = await inspect(/ws:\/\/\S+/.exec(app.output())![0]);
  const { client, close } = speakTo(app.url);
  const folder = await ContextFolder.make({ Dockerfile: 'FROM busybox\nCOPY round /round\n' });
  const page = await chromium.newPage({ viewport: { width: 1440, height: 900 } });
  const gantry = new Gantry(page);
  await page.goto(app.url);
  await gantry.containers.shows('a-shell', 'Running');

  let rounds = 0;
  async function round(): Promise<void> {
    rounds++;
    for (const place of PLACES) await gantry.goTo(place);
    await gantry.goTo('Containers');
    await gantry.containers.open('a-chatty');
    for (const tab of ['Logs', 'Stats', 'Processes', 'Files', 'Inspect'] as const) {
      await gantry.detail.show(tab);
      await page.waitForTimeout(1000);
    }
    await gantry.containers.open('a-shell');
    await gantry.detail.show('Terminal');
    await gantry.detail.terminal.isReady();
    await gantry.detail.terminal.type(`seq 1 2000; echo round ${rounds}`);
    await gantry.detail.terminal.says(`round ${rounds}`);
    await page.getByRole('button', { name: /^Close main process/ }).click();
    await gantry.detail.press('Close');
    await writeFile(path.join(folder.path, 'round'), String(rounds));
    const settings = { source: { type: 'folder' as const, path: folder.path }, tags: ['gantry-bench/soak'] };
    const { buildId } = await client.builds.start({ context: 'default', settings });
    for await (const change of client.jobs.watch({})) {
      const jobs = change.type === 'snapshot' ? change.items : change.upserted;
      const job = jobs.find(({ id, state }) => id === buildId && state !== 'running');
      if (job?.state === 'done') break;
      if (job) throw new Error(job.error?.message);
    }
    await page.waitForTimeout(10_000); // somebody who reads what is there
  }

  let events = 0;
  let isOver = false;
  const startedAt = Date.now();
  /** One event each, evenly over the time. */
  async function rename(): Promise<void> {
    let name = 'bench-0090';
    while (!isOver) {
      const due = Math.floor(((Date.now() - startedAt) / (MINUTES * 60_000)) * EVENTS);
      for (; events < due && !isOver; events++) {
        const next = `bench-0090-${events}`;
        await api.call('POST', `/containers/${name}/rename?name=${next}`);
        name = next;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  async function held() {
    // Where nothing is open: what is held then is held for good.
    await gantry.goTo('Containers');
    await page.waitForTimeout(2000);
    return { page: (await memory(page)).heapBytes, server: await server.heapBytes() };
  }

  const renaming = rename();
  const shares: { readonly page: number; readonly server: number }[] = [];
  // The first after a sixth of the time: what is loaded once is there by then.
  for (let sixth = 1; sixth <= 6; sixth++) {
    while (Date.now() - startedAt < (sixth * MINUTES * 60_000) / 6) await round();
    shares.push(await held());
  }
  isOver = true;
  await renaming;
  const [first, last] = [shares[0]!, shares.at(-1)!];
  const megabytes = (of: 'page' | 'server') => shares.map((one) => (one[of] / 1e6).toFixed(1)).join(', ');
  for (const of of ['page', 'server'] as const) {
    record({
      measure: `${MINUTES} minutes of use: growth of the heap of the ${of}`,
      value: Math.round((last[of] / first[of] - 1) * 1000) / 10,
      unit: '%',
      bar: 10,
      note: `${rounds} rounds, ${events} events; MB each sixth of the time: ${megabytes(of)}`,
    });
  }
  server.close();
  close();
  await page.close();
  await folder.remove();
  await app.stop();
});
