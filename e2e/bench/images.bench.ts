import type { Page } from '@playwright/test';
import type { EngineApi } from '../support/engineApi.ts';
import { withImages } from '../support/falseEngine.ts';
import { startApp } from '../support/runningApp.ts';
import { bench } from './fixtures.ts';
import { memory, rowMatches } from './page.ts';
import { median, record } from './record.ts';

const ROUNDS = 7;
const IMAGES = 1000;

bench('a list of 1,000 images', async ({ api, app, chromium }) => {
  bench.setTimeout(600_000);
  const made = await commitMany(api, IMAGES);
  try {
    const opens: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      // A profile and a list of its own each time: the engine is asked anew when nobody has looked yet.
      const profile = await chromium.newContext({ viewport: { width: 1440, height: 900 } });
      const page = await profile.newPage();
      await page.goto(app.url);
      await page.getByRole('link', { name: 'Images' }).waitFor();
      await page.waitForTimeout(1500); // as long as a person needs to find it
      opens.push(await openImages(page));
      await profile.close();
    }
    record({
      measure: `open the list of ${IMAGES} images, from another page`,
      value: median(opens),
      unit: 'ms',
      bar: 300,
      note: `${ROUNDS} profiles, first ${opens[0]?.toFixed(0)} (the engine is asked), worst ${Math.max(...opens).toFixed(0)}`,
    });
    await eventToRow(await chromium.newPage({ viewport: { width: 1440, height: 900 } }), app.url, api);
  } finally {
    for (const image of made) await api.call('DELETE', `/images/${image}?force=true`).catch(() => {});
  }
});

bench('a list of 10,000 images', async ({ api, chromium }) => {
  bench.setTimeout(120_000);
  const engine = await withImages(api.socketPath, 10_000);
  const app = await startApp(engine.socketPath);
  const page = await chromium.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(app.url);
  await page.getByRole('link', { name: 'Images' }).waitFor();
  await page.waitForTimeout(1500);
  record({ measure: 'open the list of 10,000 images, from another page', value: await openImages(page), unit: 'ms' });
  const { heapBytes, nodes } = await memory(page);
  record({ measure: 'DOM nodes at 10,000 images', value: nodes, unit: 'nodes' });
  record({ measure: 'JS heap at 10,000 images', value: heapBytes / 1e6, unit: 'MB' });
  await page.close();
  await app.stop();
  await engine.close();
});

/** From the click until the first rows are painted. */
const openImages = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const link = [...document.querySelectorAll('nav a')].find((one) => one.textContent === 'Images') as HTMLElement;
    const startedAt = performance.now();
    link.click();
    while (!document.querySelector('[role="grid"][aria-label="Images"] [role="rowheader"]')) {
      await new Promise(requestAnimationFrame);
    }
    await new Promise(requestAnimationFrame);
    return performance.now() - startedAt;
  });

/** Images that differ in a label, of one container. */
async function commitMany(api: EngineApi, count: number): Promise<string[]> {
  const { Id } = await api.call<{ Id: string }>('POST', '/containers/create?name=bench-image-source', {
    Image: 'busybox:latest',
    Labels: { 'gantry.test': '' },
  });
  const made: string[] = [];
  for (let number = 0; number < count; number++) {
    const image = `bench/image-${number % 200}`;
    const tag = `1.${number}`;
    await api.call('POST', `/commit?container=${Id}&repo=${image}&tag=${tag}&changes=LABEL%20number=${number}`);
    made.push(`${image}:${tag}`);
  }
  await api.call('DELETE', `/containers/${Id}`);
  return made;
}

async function eventToRow(page: Page, url: string, api: EngineApi): Promise<void> {
  await page.goto(url);
  await openImages(page);
  const delays: number[] = [];
  for (let sample = 0; sample < 11; sample++) {
    const name = 'aaa-bench/fresh';
    const tag = `t${sample}x`;
    // The newest stand first; the group of this repository moves with them.
    const changed = rowMatches(page, `:${tag}`);
    const at = Date.now(); // with the time that the engine takes for it
    await api.call('POST', `/images/bench%2Fimage-${199 - sample}:1.${999 - sample}/tag?repo=${name}&tag=${tag}`);
    delays.push((await changed) - at);
    await page.waitForTimeout(200);
  }
  for (let sample = 0; sample < 11; sample++) await api.call('DELETE', `/images/aaa-bench/fresh:t${sample}x`);
  await page.close();
  record({
    measure: `docker tag → row, ${IMAGES} images`,
    value: median(delays),
    unit: 'ms',
    bar: 100,
    note: `median of ${delays.length}, worst ${Math.max(...delays).toFixed(0)}`,
  });
}
