import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type Browser, type Page } from '@playwright/test';
import { speakTo } from './rawRequests.ts';
import { pathWithBuildx, repository, startApp } from './runningApp.ts';

/** What the interface runs in. */
export type Shell = 'browser' | 'electron';

/** A running app whose interface can be opened again and again. */
export interface Session {
  open(browser: Browser): Promise<{ readonly page: Page; done(): Promise<void> }>;
  stop(): Promise<void>;
}

export const startSession = (shell: Shell, socketPath: string): Promise<Session> =>
  shell === 'electron' ? startDesktop(socketPath) : startBrowserMode(socketPath);

/** Each opening is a browser profile of its own. */
async function startBrowserMode(socketPath: string): Promise<Session> {
  const app = await startApp(socketPath);
  return {
    async open(browser) {
      await forgetSettings(app.url);
      const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
      const page = await context.newPage();
      await page.goto(app.url);
      return { page, done: () => context.close() };
    },
    async stop() {
      await app.stop();
    },
  };
}

/** What one test chose (columns, sizes, theme) is not there for the next. */
async function forgetSettings(url: string): Promise<void> {
  const { client, close } = speakTo(url);
  for await (const { layout } of client.app.settings({})) {
    const empty = Object.fromEntries(Object.keys(layout).map((key) => [key, null]));
    await client.app.updateSettings({
      theme: 'system',
      language: 'system',
      plainKeys: true,
      stopTimeoutSeconds: 10,
      layout: empty,
    });
    break;
  }
  close();
}

/** One window for all tests, loaded anew for each. */
async function startDesktop(socketPath: string): Promise<Session> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'gantry-e2e-'));
  const app = await _electron.launch({
    args: [repository],
    env: {
      ...(process.env as Record<string, string>),
      PATH: pathWithBuildx(),
      DOCKER_HOST: `unix://${socketPath}`,
      DOCKER_CONFIG: path.join(dataDir, 'docker'),
      GANTRY_DATA_DIR: dataDir,
    },
  });
  const page = await app.firstWindow();
  return {
    async open() {
      await page.evaluate(() => (location.hash = '#/containers'));
      await page.reload();
      return { page, async done() {} };
    },
    async stop() {
      await app.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
