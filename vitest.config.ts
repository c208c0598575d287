import { defineConfig } from 'vitest/config';
import { TestOrder } from './scripts/test-order.mjs';

export default defineConfig({
  test: {
    sequence: { sequencer: TestOrder },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{contract,engine,main,app,renderer,scripts}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.integration.test.ts', '**/node_modules/**'],
          // Generous: a loaded machine is slow, and a test that hangs is found all the same.
          testTimeout: 30_000,
          retry: process.env['CI'] ? 1 : 0,
          // Style sheets are empty in tests, but for those that are themselves tested.
          css: { include: [/\.css\?raw/] },
        },
      },
      {
        test: {
          name: 'integration',
          include: ['{engine,main,scripts}/**/*.integration.test.ts'],
          globalSetup: ['engine/testing/enginePerWorker.ts'],
          setupFiles: ['engine/testing/useEngineOfWorker.ts'],
          // Each worker has an engine of its own; much of the time of these tests is waiting.
          maxWorkers: 3,
          testTimeout: 60_000,
          retry: process.env['CI'] ? 1 : 0,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
