import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from '@playwright/test';
import { withContainers } from '../support/falseEngine.ts';
import { startApp } from '../support/runningApp.ts';
import { fill } from './fill.ts';
import { bench } from './fixtures.ts';
import { launch, memory, paintedAt, watchFirstRows } from './page.ts';
import { median, record } from './record.ts';

const ROUNDS = 7;

bench('opening the list', async ({ api, app, chromium }) => {
  bench.setTimeout(600_000);
  await fill(api, 350, 50);
  await open(chromium, app.url, 350, 250, 200);
  await inNewBrowsers(app.url, 350);
  await serverAndPage(app.url, app.child.pid!);
  await fill(api, 650, 0, 351);
  await open(chromium, app.url, 1000, 300, 300);
});

async function open(chromium: Browser, url: string, containers: number, coldBar: number, reloadBar: number) {
  const cold: number[] = [];
  const reloads: number[] = [];
  let scripts = 0;
  for (let round = 0; round < ROUNDS; round++) {
    // A profile of its own each time: no cache of bytes or of compiled code. The browser runs, as a person's does.
    const profile = await chromium.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await profile.newPage();
    await watchFirstRows(page);
    const bodies: Promise<Buffer>[] = [];
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') bodies.push(response.body());
    });
    await page.goto(url, { waitUntil: 'commit' });
    cold.push(await paintedAt(page));
    scripts = (await Promise.all(bodies)).reduce((sum, body) => sum + gzipSync(body, { level: 9 }).length, 0);
    for (let again = 0; again < 2; again++) {
      await page.reload({ waitUntil: 'commit' });
      reloads.push(await paintedAt(page));
    }
    if (containers === 1000 && round === ROUNDS - 1) {
      const { heapBytes, nodes } = await memory(page);
      record({ measure: 'DOM nodes at 1,000 containers', value: nodes, unit: 'nodes', bar: 5000 });
      record({ measure: 'JS heap at 1,000 containers', value: heapBytes / 1e6, unit: 'MB', bar: 40 });
    }
    await profile.close();
  }
  const spread = (values: number[]) =>
    `${ROUNDS} profiles, ${Math.min(...values).toFixed(0)}–${Math.max(...values).toFixed(0)}`;
  record({
    measure: `open the list, ${containers} containers, cold`,
    value: median(cold),
    unit: 'ms',
    bar: coldBar,
    note: spread(cold),
  });
  record({
    measure: `open the list, ${containers} containers, reload`,
    value: median(reloads),
    unit: 'ms',
    bar: reloadBar,
    note: spread(reloads),
  });
  if (containers === 350) record({ measure: 'first load: script, gzip', value: scripts / 1000, unit: 'KB', bar: 300 });
}

/** The browser's own start is in it: for comparison. */
async function inNewBrowsers(url: string, containers: number) {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const browser = await launch();
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await watchFirstRows(page);
    await page.goto(url, { waitUntil: 'commit' });
    times.push(await paintedAt(page));
    await browser.close();
  }
  record({
    measure: `open the list, ${containers} containers, as the first page of a browser just launched`,
    value: median(times),
    unit: 'ms',
    note: `${ROUNDS} browsers`,
  });
}

async function serverAndPage(url: string, pid: number) {
  const browser = await launch();
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await watchFirstRows(page);
  await page.goto(url, { waitUntil: 'commit' });
  await paintedAt(page);
  const { heapBytes } = await memory(page);
  await browser.close();
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const rssKb = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]);
  record({
    measure: 'memory of the server process, 350 containers',
    value: (rssKb * 1024) / 1e6,
    unit: 'MB',
    bar: 120,
  });
  record({ measure: 'JS heap of the page, 350 containers', value: heapBytes / 1e6, unit: 'MB', bar: 30 });
}

bench('a list of 10,000 containers', async ({ api, chromium }) => {
  bench.setTimeout(120_000);
  const engine = await withContainers(api.socketPath, 10_000);
  const app = await startApp(engine.socketPath);
  const page = await chromium.newPage({ viewport: { width: 1440, height: 900 } });
  await watchFirstRows(page);
  await page.goto(app.url, { waitUntil: 'commit' });
  await paintedAt(page);
  const reloads: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await page.reload({ waitUntil: 'commit' });
    reloads.push(await paintedAt(page));
  }
  record({ measure: 'open the list, 10,000 containers, reload', value: median(reloads), unit: 'ms' });
  const { heapBytes, nodes } = await memory(page);
  record({ measure: 'DOM nodes at 10,000 containers', value: nodes, unit: 'nodes' });
  record({ measure: 'JS heap at 10,000 containers', value: heapBytes / 1e6, unit: 'MB' });
  record({
    measure: 'scrolling through 10,000 containers in 5 s: longest frame',
    value: await scrollThrough(page, 5000),
    unit: 'ms',
  });
  await page.close();
  await app.stop();
  await engine.close();
});

const scrollThrough = (page: Page, ms: number): Promise<number> =>
  page.evaluate(async (duration) => {
    const grid = document.querySelector('[role="grid"]')!;
    const startedAt = performance.now();
    let [longest, last] = [0, startedAt];
    while (last - startedAt < duration) {
      grid.scrollTop = ((last - startedAt) / duration) * grid.scrollHeight;
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
    }
    return longest;
  }, ms);
