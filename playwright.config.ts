import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import { CHROMIUM } from './e2e/support/chromium.ts';
import { whyNoWindow } from './scripts/electron.mjs';
import type { Shell } from './e2e/support/session.ts';

/** The same flows in both shells; Electron's only where its binary could be downloaded and can open a window. */
const canRunElectron = existsSync('node_modules/electron/dist') && whyNoWindow() === undefined;

export default defineConfig<object, { shell: Shell }>({
  testDir: 'e2e',
  testIgnore: 'bench/**',
  outputDir: 'test-results/e2e',
  globalSetup: './e2e/globalSetup.ts',
  forbidOnly: Boolean(process.env['CI']),
  // A test that passes at the second try hides a defect: it is reported as flaky, and only a shared machine may try again.
  retries: process.env['CI'] ? 2 : 0,
  workers: 2,
  timeout: 45_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    actionTimeout: 10_000,
    viewport: { width: 1280, height: 800 },
    screenshot: 'only-on-failure',
    launchOptions: CHROMIUM,
  },
  projects: [
    { name: 'browser', use: { shell: 'browser' } },
    ...(canRunElectron ? [{ name: 'electron', use: { shell: 'electron' as const }, grepInvert: /@browser/ }] : []),
  ],
});
