import type { Page } from '@playwright/test';
import { makeContainer, removeMade } from '../support/containers.ts';
import type { EngineApi } from '../support/engineApi.ts';
import { bench } from './fixtures.ts';
import { record } from './record.ts';

/** A line as services print them, with colours: about 130 bytes. */
const LINE = String.raw`2026-11-21T10:00:00.123Z \033[1;34mINFO\033[0m request \033[36m%d\033[0m handled in \033[32m%d ms\033[0m path=/api/v1/things/%d agent=curl/8 status=200\n`;
const printLines = (count: number) => `awk 'BEGIN { for (i = 1; i <= ${count}; i++) printf "${LINE}", i, i % 97, i }'`;
/** Some ten thousand lines a second, in bursts as programs print them. */
const FOLLOW = `while :; do ${printLines(1000)}; usleep 85000; done`;
const THEN_STAY = 'trap "exit 0" TERM; while :; do sleep 1 & wait $!; done';

bench('100,000 log lines', async ({ api, app, chromium }) => {
  bench.setTimeout(300_000);
  await removeMade(api);
  const id = await makeContainer(api, 'bench-lines', { command: ['sh', '-c', `${printLines(100_000)}; ${THEN_STAY}`] });
  await hasPrinted(api, id, 'request \u001b[36m100000\u001b');
  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    const page = await chromium.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(app.url);
    await page.getByText('bench-lines').first().waitFor();
    times.push(await openLog(page, id, 'request 100000 ', '100,000 lines'));
    await page.close();
  }
  times.sort((a, b) => a - b);
  record({
    measure: '100,000 log lines: last line shown, with all of them held',
    value: times[2] ?? 0,
    unit: 'ms',
    bar: 1000,
    note: `5 openings, ${times[0]?.toFixed(0)}–${times.at(-1)?.toFixed(0)}`,
  });
});

bench('1,000,000 log lines', async ({ api, app, chromium }) => {
  bench.setTimeout(600_000);
  await removeMade(api);
  record({
    measure: '1,000,000 log lines: append',
    value: await appendRate(),
    unit: 'lines/s',
    bar: 500_000,
    isFloor: true,
  });

  const id = await makeContainer(api, 'bench-million', {
    command: ['sh', '-c', `${printLines(1_000_000)}; sleep 15; ${FOLLOW}`],
    hostConfig: { LogConfig: { Type: 'json-file', Config: {} } },
  });
  const page = await chromium.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(app.url);
  await page.getByText('bench-million').first().waitFor();
  await page.evaluate((container) => (location.hash = `#/containers/${container}/logs`), id);
  await page.getByRole('button', { name: 'Timestamps and range' }).click();
  await page.getByRole('menuitemradio', { name: 'All lines' }).click();
  // The ring is full and turning: what is oldest goes while the newest comes.
  await page.getByText('older ones not held any more').waitFor({ timeout: 240_000 });

  const before = await lineCounts(page);
  const frames = await framesFor(page, 10_000);
  const after = await lineCounts(page);
  const rate = Math.round((after - before) / 10);
  record({
    measure: '1,000,000 log lines: frames while following',
    value: frames.perSecond,
    unit: 'fps',
    bar: 50,
    isFloor: true,
    note: `${rate.toLocaleString('en')} lines/s; longest frame ${frames.longest.toFixed(0)} ms`,
  });
  record({
    measure: '1,000,000 log lines: heap',
    value: (await heapBytes(page)) / 1e6,
    unit: 'MB',
    bar: 200,
    note: 'with buffers',
  });

  await page.getByRole('group', { name: 'Log tools' }).getByRole('button', { name: 'Pause' }).click();
  const search = page.getByRole('textbox', { name: 'Search the log' });
  await search.pressSequentially('things/7', { delay: 40 });
  await search.fill('');
  const startedAt = Date.now();
  await search.fill('things/99999');
  await page.waitForFunction(
    () => /^[\d,]+$/.test(document.querySelector('search span')?.textContent ?? ''),
    undefined,
    {
      polling: 'raf',
    },
  );
  record({
    measure: '1,000,000 log lines: search',
    value: Date.now() - startedAt,
    unit: 'ms',
    note: 'to the final count',
  });
  await page.close();
});

/** The store by itself: the engine and the wire are slower than it is. */
async function appendRate(): Promise<number> {
  // Not a literal: the page's code belongs to another TypeScript project.
  const path = '../../renderer/features/logs/store/lineStore.ts';
  const { LineStore } = (await import(path)) as { LineStore: new () => { append(batch: object): void } };
  const lineCount = 500;
  const text = new TextEncoder().encode(
    Array.from({ length: lineCount }, (_, index) => `${index} ${'x'.repeat(120)}`).join('\n'),
  );
  const batch = { source: 0, lineCount, text, flags: new Uint8Array(lineCount), times: new Uint8Array(lineCount * 8) };
  const store = new LineStore();
  const startedAt = performance.now();
  for (let index = 0; index < 2_000_000; index += lineCount) store.append(batch);
  return 2_000_000 / ((performance.now() - startedAt) / 1000);
}

/** From the click to the last line on the screen and all in the footer, in ms. */
const openLog = (page: Page, id: string, last: string, count: string): Promise<number> =>
  page.evaluate(
    async ([container, lastText, countText]) => {
      const startedAt = performance.now();
      location.hash = `#/containers/${container}/logs`;
      for (;;) {
        await new Promise(requestAnimationFrame);
        const view = document.querySelector('section[aria-label="Logs"]');
        const hasLast = view?.querySelector('[role="log"]')?.textContent?.includes(lastText ?? '');
        if (hasLast && view?.querySelector('footer')?.textContent?.includes(countText ?? '')) break;
      }
      return performance.now() - startedAt;
    },
    [id, last, count],
  );

const framesFor = (page: Page, ms: number): Promise<{ perSecond: number; longest: number }> =>
  page.evaluate(async (duration) => {
    const startedAt = performance.now();
    let [frames, longest, last] = [0, 0, startedAt];
    while (last - startedAt < duration) {
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
      frames += 1;
    }
    return { perSecond: frames / ((last - startedAt) / 1000), longest };
  }, ms);

/** Lines that came so far: those held and those dropped. */
async function lineCounts(page: Page): Promise<number> {
  const text = await page.locator('section[aria-label="Logs"] footer').innerText();
  return [...text.matchAll(/[\d,]{4,}/g)].reduce((sum, [number]) => sum + Number(number.replaceAll(',', '')), 0);
}

async function heapBytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize } = (await session.send('Runtime.getHeapUsage')) as {
    usedSize: number;
    backingStorageSize?: number;
  };
  await session.detach();
  return usedSize + (backingStorageSize ?? 0);
}

async function hasPrinted(api: EngineApi, id: string, text: string): Promise<void> {
  for (;;) {
    const tail = await api.call<string>('GET', `/containers/${id}/logs?stdout=1&tail=1`);
    if (String(tail).includes(text)) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
