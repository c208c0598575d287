import type { Page } from '@playwright/test';
import { makeContainer, removeMade } from '../support/containers.ts';
import { bench } from './fixtures.ts';
import { median, record } from './record.ts';

declare global {
  interface Window {
    gantryMeasured?: Promise<unknown>;
  }
}

const MEGABYTES = 20;
const TEXT = `awk 'BEGIN { while (n < ${MEGABYTES}e6) { s = sprintf("line %d the quick brown fox jumps over the lazy dog, again and again", i++); print s; n += length(s) + 2 } }' > /tmp/text`;
const ROUNDS = 5;
const KEYS = 40;

bench('terminal', async ({ api, app, chromium }) => {
  bench.setTimeout(300_000);
  await removeMade(api);
  const id = await makeContainer(api, 'bench-terminal');
  const page = await chromium.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(app.url);
  await page.getByText('bench-terminal').first().waitFor();
  await page.evaluate((container) => (location.hash = `#/containers/${container}/terminal`), id);
  await page.getByRole('textbox', { name: 'Terminal input' }).waitFor();
  await type(page, `${TEXT}; clear; echo re''ady`);
  await shows(page, 'ready');

  const speeds: number[] = [];
  let longest = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const run = await printAll(page, round);
    speeds.push(MEGABYTES / run.seconds);
    longest = Math.max(longest, run.longest);
  }
  record({
    measure: `${MEGABYTES} MB of text through the terminal`,
    value: median(speeds),
    unit: 'MB/s',
    bar: 16,
    isFloor: true,
    note: `${ROUNDS} runs, ${Math.min(...speeds).toFixed(1)}–${Math.max(...speeds).toFixed(1)}`,
  });
  record({
    measure: `${MEGABYTES} MB of text through the terminal: longest frame`,
    value: longest,
    unit: 'ms',
    bar: 100,
  });

  await type(page, 'clear');
  await page.waitForTimeout(500);
  record({
    measure: 'terminal: key to glyph',
    value: median(await keyTimes(page)),
    unit: 'ms',
    bar: 30,
    note: `${KEYS} keys`,
  });
  await page.close();
});

async function type(page: Page, line: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Terminal input' }).focus();
  await page.keyboard.type(`${line}\n`);
}

const shows = (page: Page, text: string) =>
  page.waitForFunction(
    (wanted) => [...document.querySelectorAll('.xterm-rows > div')].some((row) => row.textContent?.trim() === wanted),
    text,
    { polling: 'raf', timeout: 60_000 },
  );

/** From Enter to the word after all of it, and the longest time between two frames meanwhile. */
async function printAll(page: Page, round: number): Promise<{ seconds: number; longest: number }> {
  await page.getByRole('textbox', { name: 'Terminal input' }).focus();
  await page.keyboard.type(`cat /tmp/text; echo do''ne${round}`);
  // In place before the key is pressed: what is sent to the page later may arrive later.
  await page.evaluate((word) => {
    const measure = async (pressedAt: number) => {
      let [last, longest] = [pressedAt, 0];
      for (;;) {
        await new Promise(requestAnimationFrame);
        const now = performance.now();
        longest = Math.max(longest, now - last);
        last = now;
        const rows = [...document.querySelectorAll('.xterm-rows > div')].slice(-4);
        if (rows.some((row) => row.textContent?.trim() === word)) break;
      }
      return { seconds: (last - pressedAt) / 1000, longest };
    };
    window.gantryMeasured = new Promise((resolve) => {
      const onKey = () => resolve(measure(performance.now()));
      document.addEventListener('keydown', onKey, { once: true, capture: true });
    });
  }, `done${round}`);
  await page.keyboard.press('Enter');
  return (await page.evaluate(() => window.gantryMeasured)) as { seconds: number; longest: number };
}

/** From the key to the first task after the frame that draws its letter, in ms. */
async function keyTimes(page: Page): Promise<number[]> {
  const times: number[] = [];
  for (let key = 0; key < KEYS; key++) {
    await page.evaluate(() => {
      const rows = document.querySelector('.xterm-rows')!;
      const before = rows.textContent;
      window.gantryMeasured = new Promise((resolve) => {
        let pressedAt = 0;
        document.addEventListener('keydown', (event) => (pressedAt = event.timeStamp), { once: true, capture: true });
        const observer = new MutationObserver(() => {
          if (pressedAt === 0 || rows.textContent === before) return;
          observer.disconnect();
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.now() - pressedAt);
          port2.postMessage(0);
        });
        observer.observe(rows, { subtree: true, childList: true, characterData: true });
      });
    });
    await page.waitForTimeout(30 + (key % 7) * 11);
    await page.keyboard.press(String.fromCharCode(97 + (key % 26)));
    times.push((await page.evaluate(() => window.gantryMeasured)) as number);
  }
  return times;
}
