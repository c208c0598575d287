import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { test as base } from '@playwright/test';
import { testEngine } from '../../engine/testing/testEngine.ts';
import { makeKeychain } from '../../main/registries/testing/keychain.ts';
import { type RegistryOptions, type RunningRegistry, startRegistry } from '../../main/registries/testing/registry.ts';
import { Gantry } from '../pages/gantry.ts';
import { RegistriesPage } from '../pages/registries.ts';
import { EngineApi } from '../support/engineApi.ts';
import { startApp } from '../support/runningApp.ts';

const run = promisify(execFile);

interface Signed {
  readonly gantry: Gantry;
  readonly registries: RegistriesPage;
  readonly configFile: string;
  /** The real CLI, with the app's own sign-ins and keychain. */
  readonly docker: (args: readonly string[], input?: string) => Promise<string>;
}

interface Fixtures {
  readonly api: EngineApi;
  /** Starts a registry that ends with the test. */
  readonly started: (options?: RegistryOptions) => Promise<RunningRegistry>;
  /** An app with sign-ins of its own, and a keychain on its PATH. */
  readonly signed: Signed;
}

export const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameter's pattern
  api: async ({}, give) => {
    const api = new EngineApi(testEngine().socketPath);
    await give(api);
    api.close();
  },
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameter's pattern
  started: async ({}, give) => {
    const all: RunningRegistry[] = [];
    await give(async (options) => {
      const registry = await startRegistry(options);
      all.push(registry);
      return registry;
    });
    for (const registry of all) await registry.close();
  },
  signed: async ({ browser }, give) => {
    const dir = await mkdtemp(path.join(tmpdir(), 'gantry-e2e-registries-'));
    const { cliPath, socketPath } = testEngine();
    const keychain = await makeKeychain(dir);
    const dataDir = path.join(dir, 'data');
    const config = path.join(dir, 'docker');
    await mkdir(dataDir);
    const env = { PATH: `${keychain.bin}${path.delimiter}${process.env['PATH']}`, DOCKER_CONFIG: config };
    const app = await startApp(socketPath, [], { dataDir, env });
    const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
    const page = await context.newPage();
    await page.goto(app.url);
    const gantry = new Gantry(page);
    await give({
      gantry,
      registries: new RegistriesPage(page),
      configFile: path.join(config, 'config.json'),
      async docker(args, input = '') {
        const running = run(cliPath, [...args], {
          env: { ...process.env, ...env, DOCKER_HOST: `unix://${socketPath}` },
        });
        running.child.stdin?.on('error', () => {}); // it ended before it was told what it did not ask for
        running.child.stdin?.end(input);
        return (await running).stdout.trim();
      },
    });
    gantry.isSound();
    await context.close();
    await app.stop();
    await rm(dir, { recursive: true, force: true });
  },
});

export { expect } from '@playwright/test';
