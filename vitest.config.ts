import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { TestOrder } from './scripts/test-order.mjs';

/** Tests of components; they say so in their first line. */
const withDom = readdirSync('renderer', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.test\.tsx?$/.test(name))
  .map((name) => path.posix.join('renderer', ...name.split(path.sep)))
  .filter((file) => readFileSync(file, 'utf8').startsWith('// @vitest-environment jsdom'));

const unit = {
  // Vitest would leave a core to itself, which has little to do once the modules are loaded.
  maxWorkers: availableParallelism(),
  // Generous: a loaded machine is slow, and a test that hangs is found all the same.
  testTimeout: 30_000,
  retry: process.env['CI'] ? 1 : 0,
  // Style sheets are empty in tests, but for those that are themselves tested.
  css: { include: [/\.css\?raw/] },
};

export default defineConfig({
  test: {
    sequence: { sequencer: TestOrder },
    projects: [
      {
        test: {
          ...unit,
          name: 'unit',
          include: ['{contract,engine,main,app,renderer,scripts}/**/*.test.{ts,tsx}'],
          exclude: ['**/*.integration.test.ts', '**/node_modules/**', ...withDom],
          // A process for each file took most of the time. They share one that has loaded the libraries; our own modules
          // are loaded anew for each.
          isolate: false,
          setupFiles: ['scripts/unit-file.mjs'],
        },
      },
      // What a page begins in the background ends with its process.
      { test: { ...unit, name: 'unit-dom', include: withDom } },
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
          // After the unit tests, where both are run: they have another number of workers.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
