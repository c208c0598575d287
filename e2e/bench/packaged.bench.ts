import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from '@playwright/test';
import { newDataDir, repository, startApp } from '../support/runningApp.ts';
import { fill } from './fill.ts';
import { bench } from './fixtures.ts';
import { launch, paintedAt, watchFirstRows } from './page.ts';
import { median, record } from './record.ts';

const ROUNDS = 10;
const MINUTES = Number(process.env['GANTRY_BENCH_IDLE_MINUTES'] ?? 10);
const program = path.join(repository, 'release/linux-unpacked/resources/browser/dist/main/packaged.mjs');

bench.beforeAll(() => {
  if (!existsSync(program)) throw new Error('There is no package: npm run pack -- --dir --linux (docs/packaging.md).');
  const [packed, built] = [path.dirname(program), path.join(repository, 'dist/main')].map((folder) =>
    execFileSync('sh', ['-c', 'cat *.mjs | sha256sum'], { cwd: folder, encoding: 'utf8' }),
  );
  if (packed !== built) throw new Error('The package is older than the build: pack it again.');
});

bench('the packaged app’s start', async ({ api, chromium }) => {
  bench.setTimeout(300_000);
  await fill(api, 100, 50);
  const dataDir = await newDataDir();
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const page = await chromium.newPage({ viewport: { width: 1440, height: 900 } });
    await watchFirstRows(page);
    const startedAt = Date.now();
    const app = await startApp(api.socketPath, [], { dataDir, program });
    await page.goto(app.url, { waitUntil: 'commit' });
    await paintedAt(page);
    times.push(Date.now() - startedAt);
    await page.close();
    await app.stop();
  }
  await rm(dataDir, { recursive: true, force: true });
  record({
    measure: 'packaged app, browser mode, engine running: start to usable list',
    value: median(times),
    unit: 'ms',
    bar: 1200,
    note: `median of ${ROUNDS}, worst ${Math.max(...times)}; 100 containers`,
  });
});

bench('memory when idle', async ({ api }) => {
  bench.setTimeout((MINUTES + 5) * 60_000);
  await fill(api, 100, 50);
  const app = await startApp(api.socketPath, [], { program });
  const browser = await launch();
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await watchFirstRows(page);
  await page.goto(app.url);
  await paintedAt(page);
  const megabytes = async () => [await share(app.child.pid!), await share(await rendererOf(browser))] as const;
  await page.waitForTimeout(MINUTES * 30_000);
  const half = await megabytes();
  await page.waitForTimeout(MINUTES * 30_000);
  const end = await megabytes();
  const sum = (of: readonly [number, number]) => Math.round(of[0] + of[1]);
  const told = (of: readonly [number, number]) => of.map(Math.round).join(' + ');
  record({
    measure: `memory of server and page, 100 containers, after ${MINUTES} idle minutes`,
    value: sum(end),
    unit: 'MB',
    bar: 250,
    note: `proportional: server + page ${told(end)}; half the time before ${told(half)}`,
  });
  await browser.close();
  await app.stop();
});

/** MB; what processes share is counted for each in part. */
async function share(pid: number): Promise<number> {
  return Number(/^Pss:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]) / 1000;
}

async function rendererOf(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const ids = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  const sizes = await Promise.all(ids.map(share));
  return ids[sizes.indexOf(Math.max(...sizes))]!;
}
