import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { bench } from './fixtures.ts';
import { median, record } from './record.ts';

const SERVICES = 200;
const TRIES = 9;
const DRAG_MS = 4000;

/** Services that need each other, on networks, with volumes and ports: some 1,000 lines in the picture. */
function bigFile(): string {
  const services = Array.from({ length: SERVICES }, (_, n) => {
    const needs = [n * 2 + 1, n * 2 + 2].filter((one) => one < SERVICES).map((one) => `s${one}`);
    return `  s${n}:
    image: "registry.example/s${n}:1"
    depends_on: [${needs.join(', ')}]
    networks: [n${n % 12}, shared]
    ports:
      - "${10_000 + n}:80"
    volumes:
      - v${n % 30}:/data`;
  });
  const names = (prefix: string, count: number) => Array.from({ length: count }, (_, n) => `  ${prefix}${n}:`);
  return [
    'services:',
    ...services,
    'networks:',
    '  shared:',
    ...names('n', 12),
    'volumes:',
    ...names('v', 30),
    '',
  ].join('\n');
}

bench('the picture of a Compose file of 200 services', async ({ app, chromium }) => {
  bench.setTimeout(300_000);
  const folder = await mkdtemp(path.join(tmpdir(), 'gantry-bench-picture-'));
  const page = await chromium.newPage({ viewport: { width: 1440, height: 900 } });
  try {
    await writeFile(path.join(folder, 'compose.yaml'), bigFile());
    await page.goto(app.url);
    await page.getByRole('link', { name: 'Containers' }).first().waitFor();
    await page.waitForTimeout(1500); // as long as a person needs to find it
    await page.evaluate((to) => (location.hash = `/compose/${encodeURIComponent(to)}`), folder);
    await page.getByRole('region', { name: 'Problems' }).getByText('none').waitFor();
    await page.waitForTimeout(3000); // Compose itself has looked at it

    const openedMs = await until(page, '[role="tab"]', 'Picture', 1);
    // It begins in a size that can be read: all of it is what one asks for, and the most there is to draw.
    const fittedMs = await until(page, 'button', 'Fit View', SERVICES);
    const drawn = await page.evaluate(() => ({
      nodes: document.querySelectorAll('.react-flow__node').length,
      lines: document.querySelectorAll('[data-line]').length,
    }));
    record({
      measure: `open the picture of ${SERVICES} services`,
      value: openedMs,
      unit: 'ms',
      bar: 1000,
      note: 'beside the text, in a size that can be read',
    });
    record({
      measure: `all of it in sight, after “Fit View”`,
      value: fittedMs,
      unit: 'ms',
      bar: 1000,
      note: `${drawn.nodes} nodes and ${drawn.lines} lines`,
    });

    await page.waitForTimeout(1000);
    const still = await frames(page, 1500, async () => {});
    const moving = await frames(page, DRAG_MS, () => drag(page, 'service:s3'));
    record({
      measure: `picture of ${SERVICES} services: frames while one is dragged`,
      value: moving.fps,
      unit: 'fps',
      bar: 50,
      isFloor: true,
      note: `${still.fps.toFixed(0)} without; longest frame ${moving.longestMs.toFixed(0)} ms`,
    });

    await page.getByRole('button', { name: 'Show as a table' }).click();
    await page.getByRole('button', { name: 's0', exact: true }).click();
    const times: number[] = [];
    for (let tried = 0; tried < TRIES; tried++) {
      times.push(await untilGone(page, 'Remove: s0 waits for s1', 'depends_on: [s1, s2]'));
      await page.waitForTimeout(400);
      await page.keyboard.press('ControlOrMeta+z');
      await page.getByRole('button', { name: 'Remove: s0 waits for s1', exact: true }).waitFor();
      await page.waitForTimeout(400);
    }
    record({
      measure: `an edit in the picture of ${SERVICES} services: to the text`,
      value: median(times),
      unit: 'ms',
      bar: 50,
      note: `from the click to the painted text; slowest ${Math.max(...times).toFixed(0)} ms`,
    });
    await page.getByRole('button', { name: 'Show as a table' }).click();
    await page.getByRole('tab', { name: 'Text' }).click();
  } finally {
    await page.close();
    await rm(folder, { recursive: true, force: true });
  }
});

/** From the click on a tab or button, the code behind it included, until so many services are drawn and painted. */
const until = (page: Page, selector: string, name: string, services: number): Promise<number> =>
  page.evaluate(
    async ({ selector: where, name: wanted, services: count }) => {
      const found = [...document.querySelectorAll(where)].find(
        (one) => (one.getAttribute('aria-label') ?? one.textContent) === wanted,
      );
      const startedAt = performance.now();
      (found as HTMLElement).click();
      while (document.querySelectorAll('.react-flow__node[data-id^="service:"]').length < count)
        await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      return performance.now() - startedAt;
    },
    { selector, name, services },
  );

async function drag(page: Page, id: string): Promise<void> {
  const box = await page.locator(`.react-flow__node[data-id="${id}"]`).boundingBox();
  if (!box) throw new Error(`${id} is not in sight.`);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  const until = Date.now() + DRAG_MS;
  for (let step = 0; Date.now() < until; step++) {
    await page.mouse.move(box.x + 60 * Math.sin(step / 20), box.y + 90 * Math.cos(step / 20));
    await page.waitForTimeout(8); // as often as a good mouse tells
  }
  await page.mouse.up();
}

/** Counts what the browser draws while something is done. */
async function frames(page: Page, ms: number, meanwhile: () => Promise<void>) {
  const counted = page.evaluate(async (duration) => {
    const startedAt = performance.now();
    let [count, longestMs, last] = [0, 0, startedAt];
    while (last - startedAt < duration) {
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      longestMs = Math.max(longestMs, now - last);
      last = now;
      count += 1;
    }
    return { fps: (count * 1000) / (last - startedAt), longestMs };
  }, ms);
  const [result] = await Promise.all([counted, meanwhile()]);
  return result;
}

/** From the click until the words are gone from the text beside it, and that has been painted. */
const untilGone = (page: Page, label: string, words: string): Promise<number> =>
  page.evaluate(
    ([name, what]) =>
      new Promise<number>((resolve, reject) => {
        const shows = () => document.querySelector('.cm-content')!.textContent!.includes(what!);
        if (!shows()) return reject(new Error(`The text does not show “${what}”.`));
        const startedAt = performance.now();
        document.querySelector<HTMLElement>(`[aria-label="${name}"]`)!.click();
        const look = () => {
          if (shows()) requestAnimationFrame(look);
          else setTimeout(() => resolve(performance.now() - startedAt));
        };
        requestAnimationFrame(look);
      }),
    [label, words],
  );
