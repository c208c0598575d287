import type { Page } from '@playwright/test';
import { TEST_LABEL } from '../../engine/testing/testEngine.ts';
import { makeContainer, removeMade } from '../support/containers.ts';
import type { EngineApi } from '../support/engineApi.ts';
import { withNetworks } from '../support/falseEngine.ts';
import { startApp } from '../support/runningApp.ts';
import { bench } from './fixtures.ts';
import { memory } from './page.ts';
import { record } from './record.ts';

const CONTAINERS = 300;
const NETWORKS = 20;
/** These run, and change networks meanwhile. */
const RUNNING = 20;
const SECONDS = 20;
const EVENTS_PER_SECOND = 10;

bench('the map of 300 containers while 10 events a second come in', async ({ api, app, chromium }) => {
  bench.setTimeout(900_000);
  await removeMade(api);
  const networks = await makeNetworks(api);
  try {
    const names = await fillNetworks(api, networks);
    const page = await chromium.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(app.url);
    await page.getByRole('link', { name: 'Networks' }).waitFor();
    await page.waitForTimeout(1500); // as long as a person needs to find it
    record({
      measure: `open the map of ${CONTAINERS} containers, from another page`,
      value: await openMap(page),
      unit: 'ms',
    });
    await page.waitForTimeout(1000);
    const quiet = await framesOf(page, 3000, async () => {});
    const busy = await framesOf(page, SECONDS * 1000, () => storm(api, names, networks));
    const drawn = await page.evaluate(
      () =>
        [...document.querySelectorAll('.react-flow__node-box')].filter((box) => /-moved-/.test(box.textContent ?? ''))
          .length,
    );
    const note = `${CONTAINERS} containers on ${NETWORKS} networks, all in the picture; without events ${quiet.fps.toFixed(0)}; ${drawn} new names drawn`;
    record({
      measure: `map of ${CONTAINERS} containers: frames while ${EVENTS_PER_SECOND} events a second come in`,
      value: busy.fps,
      unit: 'fps',
      bar: 50,
      isFloor: true,
      note,
    });
    record({ measure: `map of ${CONTAINERS} containers: longest frame meanwhile`, value: busy.longestMs, unit: 'ms' });
    const { heapBytes, nodes } = await memory(page);
    record({ measure: `DOM nodes of the map of ${CONTAINERS} containers`, value: nodes, unit: 'nodes' });
    record({ measure: `JS heap of the map of ${CONTAINERS} containers`, value: heapBytes / 1e6, unit: 'MB' });
    await page.close();
  } finally {
    await removeMade(api);
    for (const network of networks) await api.call('DELETE', `/networks/${network}`).catch(() => undefined);
  }
});

bench('a list of 10,000 networks', async ({ api, chromium }) => {
  bench.setTimeout(120_000);
  const engine = await withNetworks(api.socketPath, 10_000);
  const app = await startApp(engine.socketPath);
  const page = await chromium.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(app.url);
  await page.getByRole('link', { name: 'Networks' }).waitFor();
  await page.waitForTimeout(1500);
  record({
    measure: 'open the list of 10,000 networks, from another page',
    value: await opened(page, '[role="grid"][aria-label="Networks"] [role="rowheader"]', 1),
    unit: 'ms',
  });
  const { heapBytes, nodes } = await memory(page);
  record({ measure: 'DOM nodes at 10,000 networks', value: nodes, unit: 'nodes' });
  record({ measure: 'JS heap at 10,000 networks', value: heapBytes / 1e6, unit: 'MB' });
  await page.close();
  await app.stop();
  await engine.close();
});

async function makeNetworks(api: EngineApi): Promise<string[]> {
  const names = Array.from({ length: NETWORKS }, (_, index) => `bench-net-${String(index + 1).padStart(2, '0')}`);
  for (const [index, Name] of names.entries()) {
    await api.call('POST', '/networks/create', {
      Name,
      Labels: { [TEST_LABEL]: '' },
      // Small ones: the engine’s own ranges do not last for so many.
      IPAM: { Config: [{ Subnet: `10.97.${index}.0/24` }] },
    });
  }
  return names;
}

async function fillNetworks(api: EngineApi, networks: readonly string[]): Promise<string[]> {
  const names = Array.from({ length: CONTAINERS }, (_, index) => `bench-map-${String(index + 1).padStart(3, '0')}`);
  let next = 0;
  const work = async () => {
    for (let index = next++; index < names.length; index = next++) {
      await makeContainer(api, names[index]!, {
        start: index < RUNNING,
        hostConfig: { NetworkMode: networks[index % NETWORKS] },
      });
    }
  };
  await Promise.all([work(), work(), work()]);
  return names;
}

/** From the click until every container is in the picture and painted. */
async function openMap(page: Page): Promise<number> {
  await opened(page, '[role="grid"][aria-label="Networks"] [role="rowheader"]', 1);
  await page.waitForTimeout(500);
  return page.evaluate(async (count) => {
    const link = [...document.querySelectorAll('nav a')].find((one) => one.textContent === 'Map') as HTMLElement;
    const startedAt = performance.now();
    link.click();
    while (document.querySelectorAll('.react-flow__node-box').length < count) await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    return performance.now() - startedAt;
  }, CONTAINERS);
}

const opened = (page: Page, selector: string, count: number): Promise<number> =>
  page.evaluate(
    async ([what, least]) => {
      const link = [...document.querySelectorAll('nav a')].find((one) => one.textContent === 'Networks') as HTMLElement;
      const startedAt = performance.now();
      link.click();
      while (document.querySelectorAll(what).length < least) await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      return performance.now() - startedAt;
    },
    [selector, count] as const,
  );

/** Counts what the browser draws while something is done. */
async function framesOf(page: Page, ms: number, meanwhile: () => Promise<void>) {
  const counted = page.evaluate(async (duration) => {
    const startedAt = performance.now();
    let [frames, longestMs, last] = [0, 0, startedAt];
    while (last - startedAt < duration) {
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      longestMs = Math.max(longestMs, now - last);
      last = now;
      frames += 1;
    }
    return { fps: (frames * 1000) / (last - startedAt), longestMs };
  }, ms);
  const [result] = await Promise.all([counted, meanwhile()]);
  return result;
}

/** Renames, and containers that join and leave networks: what a list and a picture have to draw anew. */
async function storm(api: EngineApi, names: string[], networks: readonly string[]): Promise<void> {
  const begin = Date.now();
  for (let index = 0; index < SECONDS * EVENTS_PER_SECOND; index++) {
    if (index % 5 === 4) {
      const Container = names[(index >> 1) % RUNNING]!;
      const network = networks[(index * 7 + 3) % NETWORKS]!;
      // One that is there already, or not any more, is as good an event as any.
      const what = index % 10 === 4 ? 'connect' : 'disconnect';
      await api.call('POST', `/networks/${network}/${what}`, { Container }).catch(() => undefined);
    } else {
      const at = RUNNING + ((index * 13) % (CONTAINERS - RUNNING));
      const name = `${names[at]!.replace(/-moved-.*/, '')}-moved-${index}`;
      await api.call('POST', `/containers/${names[at]}/rename?name=${name}`);
      names[at] = name;
    }
    const wait = begin + ((index + 1) * 1000) / EVENTS_PER_SECOND - Date.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
  }
}
