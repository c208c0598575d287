import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Page } from '@playwright/test';
import { testEngine } from '../../engine/testing/testEngine.ts';
import type { EngineApi } from '../support/engineApi.ts';
import type { CountingProxy } from './countingProxy.ts';
import { fill } from './fill.ts';
import { bench } from './fixtures.ts';
import { paintedAt, rowMatches, watchFirstRows } from './page.ts';
import { median, record } from './record.ts';

const SAMPLES = 11;

bench('what the engine does is on the screen', async ({ api, app, counting, chromium }) => {
  bench.setTimeout(600_000);
  for (const containers of [10, 1000]) {
    await fill(api, containers, Math.min(containers, 10));
    const page = await chromium.newPage({ viewport: { width: 1440, height: 900 } });
    await watchFirstRows(page);
    await page.goto(app.url);
    await paintedAt(page);
    await stopInAShell(page, api, containers);
    await eventToRow(page, api, containers);
    if (containers === 1000) await tenASecond(page, api, counting);
    await page.close();
  }
});

async function stopInAShell(page: Page, api: EngineApi, containers: number) {
  const delays: number[] = [];
  for (let sample = 0; sample < SAMPLES; sample++) {
    await api.call('POST', '/containers/bench-0001/restart?t=0');
    await rowMatches(page, 'bench-0001.*[Rr]unning');
    await page.waitForTimeout(300);
    const changed = rowMatches(page, 'bench-0001.*[Ee]xited');
    const startedAt = Date.now();
    const { socketPath, cliPath } = testEngine();
    const child = spawn(cliPath, ['stop', '-t', '0', 'bench-0001'], {
      env: { ...process.env, DOCKER_HOST: `unix://${socketPath}` },
      stdio: 'ignore',
    });
    await once(child, 'exit');
    delays.push((await changed) - startedAt);
  }
  record({
    measure: `docker stop -t 0 in a shell → changed row, ${containers} containers`,
    value: median(delays),
    unit: 'ms',
    bar: 200,
    note: `median of ${SAMPLES}, worst ${Math.max(...delays).toFixed(0)}`,
  });
}

/** A rename is one event of one object; its own new name tells which row change it was. */
async function rename(api: EngineApi, from: string, to: string): Promise<void> {
  await api.call('POST', `/containers/${from}/rename?name=${to}`);
}

async function eventToRow(page: Page, api: EngineApi, containers: number) {
  const delays: number[] = [];
  let name = 'bench-0002';
  for (let sample = 0; sample < SAMPLES; sample++) {
    const next = `bench-0002-${sample}`;
    const changed = rowMatches(page, `${next}(?!\\d)`);
    const event = nextEvent(api, 'rename');
    await event.listening;
    await rename(api, name, next);
    delays.push((await changed) - (await event.at));
    name = next;
    await page.waitForTimeout(200);
  }
  await rename(api, name, 'bench-0002');
  record({
    measure: `engine event → changed row, ${containers} containers`,
    value: median(delays),
    unit: 'ms',
    bar: 100,
    note: `median of ${SAMPLES}, worst ${Math.max(...delays).toFixed(0)}`,
  });
}

async function tenASecond(page: Page, api: EngineApi, proxy: CountingProxy) {
  const total = 300;
  await page.evaluate(() => {
    const seen: Record<string, number> = {};
    (window as unknown as { gantrySeen: Record<string, number> }).gantrySeen = seen;
    new MutationObserver(() => {
      for (const [name] of (document.body.textContent ?? '').matchAll(/storm-\d{4}/g))
        seen[name] ??= performance.timeOrigin + performance.now();
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  const sent: Record<string, number> = {};
  const before = proxy.requests.length;
  let name = 'bench-0003';
  await rename(api, name, 'bench-0003-storm-begin');
  name = 'bench-0003-storm-begin';
  const begin = Date.now();
  for (let index = 0; index < total; index++) {
    const tag = `storm-${String(index).padStart(4, '0')}`;
    const next = `bench-0003-${tag}`;
    await rename(api, name, next);
    sent[tag] = Date.now();
    name = next;
    const wait = begin + (index + 1) * 100 - Date.now();
    if (wait > 0) await page.waitForTimeout(wait);
  }
  await page.waitForTimeout(1000);
  const seen = await page.evaluate(() => (window as unknown as { gantrySeen: Record<string, number> }).gantrySeen);
  const delays = Object.entries(sent).map(([tag, at]) => (seen[tag] ?? Number.POSITIVE_INFINITY) - at);
  const missed = delays.filter((delay) => !Number.isFinite(delay)).length;
  record({
    measure: '10 events a second for 30 s: worst delay of any row',
    value: Math.max(...delays.filter(Number.isFinite)),
    unit: 'ms',
    bar: 250,
    note: `median ${median(delays).toFixed(0)}; ${missed} of ${total} never drawn`,
  });
  const requests = proxy.requests.slice(before);
  record({
    measure: 'engine requests per event',
    value: requests.length / (total + 1),
    unit: 'requests',
    bar: 1.01,
    note: `full lists: ${requests.filter((request) => /\/containers\/json/.test(request) && !/filters=/.test(request)).length}`,
  });
  await rename(api, name, 'bench-0003');
}

/** When the engine says it did it, by its own clock (the same machine's). */
function nextEvent(api: EngineApi, action: string) {
  const filters = encodeURIComponent(JSON.stringify({ event: [action] }));
  const abort = new AbortController();
  let heard = () => {};
  const listening = new Promise<void>((resolve) => (heard = resolve));
  const at = (async () => {
    const { request } = await import('node:http');
    return new Promise<number>((resolve, reject) => {
      const call = request(
        { socketPath: api.socketPath, path: `/events?filters=${filters}`, signal: abort.signal },
        (response) => {
          heard();
          response.once('data', (line: Buffer) => {
            resolve(Number(JSON.parse(line.toString().split('\n')[0]!).timeNano) / 1e6);
            abort.abort();
          });
          response.on('error', () => undefined);
        },
      );
      call.on('error', (error) => (abort.signal.aborted ? undefined : reject(error)));
      call.end();
    });
  })();
  return { listening, at };
}
