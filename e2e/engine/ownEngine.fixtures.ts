import { test as base } from '@playwright/test';
import { importBusybox } from '../../engine/testing/busyboxImage.ts';
import { testEngine } from '../../engine/testing/testEngine.ts';
import { Gantry } from '../pages/gantry.ts';
import { Made } from '../support/made.ts';
import { type AppWithOwnEngine, startWithOwnEngine } from '../support/ownEngine.ts';

interface OfTest {
  /** The interface of the app over its own engine. */
  readonly gantry: Gantry;
  readonly made: Made;
}

interface OfWorker {
  /** One app with an engine of its own, which nobody else uses: it may be stopped, killed and emptied. */
  readonly own: AppWithOwnEngine;
}

export const test = base.extend<OfTest, OfWorker>({
  own: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameter's pattern
    async ({}, give) => {
      const own = await startWithOwnEngine();
      await give(own);
      await own.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  made: async ({ own }, give, { testId }) => {
    const made = new Made(own.api, `own-${testId.slice(-6)}`);
    await give(made);
    await made.remove();
  },
  gantry: async ({ own, browser }, give) => {
    const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
    const page = await context.newPage();
    await page.goto(own.app.url);
    const gantry = new Gantry(page);
    await gantry.containers.isReady();
    await give(gantry);
    gantry.isSound();
    await context.close();
  },
});

/** The image that the tests’ containers are made of. */
export const getBusybox = ({ api }: AppWithOwnEngine): Promise<void> =>
  importBusybox(testEngine().cliPath, api.socketPath);
