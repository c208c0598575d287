import { type Browser, chromium, type Page } from '@playwright/test';
import { CHROMIUM } from '../support/chromium.ts';

declare global {
  interface Window {
    gantryPaintedAt?: number;
  }
}

export const launch = (): Promise<Browser> => chromium.launch(CHROMIUM);

/** Notes when rows were first painted, in ms since navigation began. Runs before the app's own scripts. */
export async function watchFirstRows(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const look = () => {
      if (document.querySelectorAll('[role="row"][aria-rowindex]').length < 10) {
        requestAnimationFrame(look);
        return;
      }
      // Two frames on: the first is being made now, the second begins when it has been painted.
      requestAnimationFrame(() => setTimeout(() => (window.gantryPaintedAt = performance.now())));
    };
    requestAnimationFrame(look);
  });
}

export const paintedAt = async (page: Page): Promise<number> => {
  await page.waitForFunction(() => window.gantryPaintedAt !== undefined, undefined, { timeout: 30_000 });
  return page.evaluate(() => window.gantryPaintedAt!);
};

/** After a garbage collection: what is really held. */
export async function memory(page: Page): Promise<{ heapBytes: number; nodes: number }> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  await session.detach();
  return {
    heapBytes: metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0,
    nodes: await page.evaluate(() => document.querySelectorAll('*').length),
  };
}

/** Waits in the page for the first row whose text matches, and gives the epoch ms at which it was in the document. */
export const rowMatches = (page: Page, pattern: string): Promise<number> =>
  page.evaluate(
    (source) =>
      new Promise<number>((resolve) => {
        const expression = new RegExp(source);
        const look = () =>
          [...document.querySelectorAll('[role="row"][aria-rowindex]')].some((row) =>
            expression.test((row.textContent ?? '') + (row.getAttribute('data-state') ?? '')),
          );
        if (look()) return resolve(Date.now());
        const observer = new MutationObserver(() => {
          if (!look()) return;
          observer.disconnect();
          resolve(performance.timeOrigin + performance.now());
        });
        observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
      }),
    pattern,
  );
