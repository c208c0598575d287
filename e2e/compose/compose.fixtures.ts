import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base } from '../fixtures.ts';
import { ComposePage } from '../pages/compose.ts';

interface OfTest {
  /** A folder of this computer, gone when the test ends. */
  readonly folder: string;
  readonly editor: ComposePage;
  /** Writes `compose.yaml` into the folder and opens it. */
  readonly openText: (text: string) => Promise<string>;
}

export const test = base.extend<OfTest>({
  editor: async ({ gantry }, give) => give(new ComposePage(gantry.page)),
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameter's pattern
  folder: async ({}, give) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'gantry-e2e-compose-'));
    await give(folder);
    await rm(folder, { recursive: true, force: true });
  },
  openText: async ({ editor, folder }, give) => {
    const file = path.join(folder, 'compose.yaml');
    await give(async (text) => {
      await writeFile(file, text);
      await editor.open(folder);
      return file;
    });
  },
});

export { expect } from '@playwright/test';
