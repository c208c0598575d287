import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, test as base } from '@playwright/test';
import { testEngine } from '../../engine/testing/testEngine.ts';
import { removeMade } from '../support/containers.ts';
import { EngineApi } from '../support/engineApi.ts';
import { type RunningApp, startApp } from '../support/runningApp.ts';
import { type CountingProxy, countingProxy } from './countingProxy.ts';
import { launch } from './page.ts';

interface Bench {
  readonly api: EngineApi;
  readonly counting: CountingProxy;
  readonly app: RunningApp;
  readonly chromium: Browser;
}

/** One engine, one app before it, one browser for all benchmarks of a file. */
export const bench = base.extend<object, Bench>({
  api: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the parameter's pattern
    async ({}, use) => {
      const api = new EngineApi(testEngine().socketPath);
      await removeMade(api);
      await use(api);
      await removeMade(api);
      api.close();
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  counting: [
    async ({ api }, use) => {
      const folder = await mkdtemp(path.join(tmpdir(), 'gantry-bench-'));
      const proxy = await countingProxy(api.socketPath, path.join(folder, 'docker.sock'));
      await use(proxy);
      await proxy.close();
      await rm(folder, { recursive: true });
    },
    { scope: 'worker' },
  ],
  app: [
    async ({ counting }, use) => {
      const app = await startApp(counting.socketPath);
      await use(app);
      await app.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  chromium: [
    // eslint-disable-next-line no-empty-pattern -- as above
    async ({}, use) => {
      const browser = await launch();
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
});
