import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base } from '../fixtures.ts';
import { DockerfilePage } from '../pages/dockerfile.ts';

interface OfTest {
  /** A folder of this computer, gone when the test ends. */
  readonly folder: string;
  readonly editor: DockerfilePage;
}

export const test = base.extend<OfTest>({
  editor: async ({ gantry }, give) => give(new DockerfilePage(gantry.page)),
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameter's pattern
  folder: async ({}, give) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'gantry-e2e-folder-'));
    await give(folder);
    await rm(folder, { recursive: true, force: true });
  },
});

export { expect } from '@playwright/test';
