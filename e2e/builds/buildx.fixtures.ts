import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base } from '../fixtures.ts';
import { Gantry } from '../pages/gantry.ts';
import { DockerfilePage } from '../pages/dockerfile.ts';
import { withBuildx } from '../support/buildx.ts';
import { newDataDir, startApp } from '../support/runningApp.ts';

interface OfTest {
  /** A folder of this computer, gone when the test ends. */
  readonly folder: string;
  readonly editor: DockerfilePage;
}

/** The app with docker buildx, over the test engine; one for all tests of a worker. */
export const test = base.extend<OfTest, { readonly buildxApp: string }>({
  buildxApp: [
    async ({ api }, give) => {
      const dataDir = await newDataDir();
      const app = await startApp(api.socketPath, [], { dataDir, env: await withBuildx(dataDir) });
      await give(app.url);
      await app.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  gantry: async ({ buildxApp, browser }, give) => {
    const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
    const page = await context.newPage();
    await page.goto(buildxApp);
    const gantry = new Gantry(page);
    await gantry.containers.isReady();
    await give(gantry);
    gantry.isSound();
    await context.close();
  },
  editor: async ({ gantry }, give) => give(new DockerfilePage(gantry.page)),
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameter's pattern
  folder: async ({}, give) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'gantry-e2e-folder-'));
    await give(folder);
    await rm(folder, { recursive: true, force: true });
  },
});

export { expect } from '@playwright/test';
