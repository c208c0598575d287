import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { fill } from './fill.ts';
import { bench } from './fixtures.ts';
import { launch, memory, paintedAt, watchFirstRows } from './page.ts';
import { median, record } from './record.ts';

const ROUNDS = 7;

bench('opening the list', async ({ api, app }) => {
  bench.setTimeout(600_000);
  await fill(api, 350, 50);
  await open(app.url, 350, 250, 200);
  await serverAndPage(app.url, app.child.pid!);
  await fill(api, 650, 0, 351);
  await open(app.url, 1000, 300, 300);
});

async function open(url: string, containers: number, coldBar: number, reloadBar: number) {
  const cold: number[] = [];
  const reloads: number[] = [];
  let scripts = 0;
  for (let round = 0; round < ROUNDS; round++) {
    // A browser of its own each time: no cache of bytes or of compiled code.
    const browser = await launch();
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
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
    await browser.close();
  }
  const spread = (values: number[]) =>
    `${ROUNDS} browsers, ${Math.min(...values).toFixed(0)}–${Math.max(...values).toFixed(0)}`;
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
