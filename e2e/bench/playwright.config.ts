import { defineConfig } from '@playwright/test';

/** Benchmarks are not tests: they assert no times, they record figures. One at a time, never retried. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.bench.ts',
  workers: 1,
  expect: { timeout: 30_000 }, // what is waited for is not measured
  globalSetup: '../globalSetup.ts',
  reporter: 'list',
  outputDir: '../../test-results/bench',
});
