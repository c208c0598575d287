import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fill } from './fill.ts';
import { bench } from './fixtures.ts';
import { launch, paintedAt, watchFirstRows } from './page.ts';
import { record } from './record.ts';

const SECONDS = 60;

bench('idle with the list open', async ({ api, app }) => {
  bench.setTimeout(600_000);
  await fill(api, 350, 50);
  const before = new Set(chromiumPids());
  const browser = await launch();
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await watchFirstRows(page);
  await page.goto(app.url);
  await paintedAt(page);
  await page.waitForTimeout(5000);
  const pids = () => [
    app.child.pid!,
    ...childrenOf(app.child.pid!),
    ...chromiumPids().filter((pid) => !before.has(pid)),
  ];

  record({
    measure: 'idle for 60 s, list open with live CPU and memory: server + page',
    value: await percentOfACore(pids(), () => page.waitForTimeout(SECONDS * 1000)),
    unit: '% of a core',
    bar: 4,
    note: 'all processes of the browser, software rendering',
  });

  // A page in a background tab: the browser says hidden, and stops drawing.
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    Object.defineProperty(document, 'hidden', { value: true, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await page.waitForTimeout(5000);
  record({
    measure: 'idle for 60 s, page hidden: server + page',
    value: await percentOfACore(pids(), () => page.waitForTimeout(SECONDS * 1000)),
    unit: '% of a core',
    bar: 0.5,
  });
  await browser.close();
});

async function percentOfACore(pids: number[], wait: () => Promise<void>): Promise<number> {
  const before = cpuSeconds(pids);
  const startedAt = Date.now();
  await wait();
  return ((cpuSeconds(pids) - before) / ((Date.now() - startedAt) / 1000)) * 100;
}

function cpuSeconds(pids: number[]): number {
  return pids.reduce((sum, pid) => {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
      return sum + (Number(fields[11]) + Number(fields[12])) / 100;
    } catch {
      return sum; // it ended meanwhile
    }
  }, 0);
}

const list = (command: string, args: string[]): number[] => {
  try {
    return execFileSync(command, args, { encoding: 'utf8' }).trim().split('\n').filter(Boolean).map(Number);
  } catch {
    return [];
  }
};
const chromiumPids = () => list('pgrep', ['-f', 'chrom.*--headless|chrom.*--type=']);
const childrenOf = (pid: number) => list('pgrep', ['-P', String(pid)]);
