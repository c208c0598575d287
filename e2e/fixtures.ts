import { test as base } from '@playwright/test';
import { testEngine } from '../engine/testing/testEngine.ts';
import { Gantry } from './pages/gantry.ts';
import { EngineApi } from './support/engineApi.ts';
import { Made } from './support/made.ts';
import { type Session, type Shell, startSession } from './support/session.ts';

export interface OfTest {
  /** Containers of this test alone, gone when it ends. */
  readonly made: Made;
  /** The interface, open at the list of containers of the test engine. */
  readonly gantry: Gantry;
}

export interface OfWorker {
  readonly shell: Shell;
  readonly api: EngineApi;
  /** The app, over the test engine; one for all tests of a worker. */
  readonly session: Session;
}

export const test = base.extend<OfTest, OfWorker>({
  shell: ['browser', { option: true, scope: 'worker' }],
  api: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameter's pattern
    async ({}, give) => {
      const api = new EngineApi(testEngine().socketPath);
      await give(api);
      api.close();
    },
    { scope: 'worker' },
  ],
  session: [
    async ({ shell, api }, give) => {
      const session = await startSession(shell, api.socketPath);
      await give(session);
      await session.stop();
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  made: async ({ api }, give, { workerIndex, testId }) => {
    const made = new Made(api, `e2e-${workerIndex}-${testId.slice(-6)}`);
    await give(made);
    await made.remove();
  },
  gantry: async ({ session, browser }, give) => {
    const opened = await session.open(browser);
    const gantry = new Gantry(opened.page);
    await gantry.containers.isReady();
    await give(gantry);
    gantry.isSound();
    await opened.done();
  },
});

export { expect } from '@playwright/test';
