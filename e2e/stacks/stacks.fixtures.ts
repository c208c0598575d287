import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { TEST_LABEL, testEngine } from '../../engine/testing/testEngine.ts';
import { test as base } from '../fixtures.ts';

const run = promisify(execFile);

/** The real Compose on the test engine, in a folder. */
async function compose(folder: string, ...args: string[]): Promise<string> {
  const program = process.env['GANTRY_TEST_COMPOSE'];
  if (!program) throw new Error('These tests need docker compose: set GANTRY_TEST_COMPOSE to where it is.');
  const env = {
    PATH: process.env['PATH'],
    DOCKER_HOST: `unix://${testEngine().socketPath}`,
    DOCKER_CONFIG: '/nonexistent',
  };
  return (await run(program, args, { cwd: folder, env })).stdout;
}

/** Folders with Compose files of one test; what was brought up of them is taken down when it ends. */
export class StackFolders {
  readonly #roots: string[] = [];
  readonly #folders: string[] = [];
  readonly compose = compose;

  async root(): Promise<string> {
    const root = await realpath(await mkdtemp(path.join(tmpdir(), 'gantry-e2e-stacks-')));
    this.#roots.push(root);
    return root;
  }

  /** A folder of that name with these files; its name is that of the stack. */
  async folder(root: string, name: string, files: Readonly<Record<string, string>>): Promise<string> {
    const folder = path.join(root, name);
    await mkdir(folder, { recursive: true });
    this.#folders.push(folder);
    for (const [file, text] of Object.entries(files)) await writeFile(path.join(folder, file), text);
    return folder;
  }

  async remove(): Promise<void> {
    for (const folder of this.#folders) {
      const project = path.basename(folder);
      await compose(tmpdir(), '--project-name', project, 'down', '--volumes', '--timeout', '0').catch(() => undefined);
    }
    for (const root of this.#roots) await rm(root, { recursive: true, force: true });
  }
}

/** A service that does nothing until it is told to end. */
export const service = (name: string, ...extra: string[]): string =>
  [
    `  ${name}:`,
    '    image: busybox:latest',
    `    command: sh -c 'echo hello from ${name}; exec sleep 1000'`,
    '    stop_grace_period: 0s',
    `    labels: { ${TEST_LABEL}: "" }`,
    ...extra.map((line) => `    ${line}`),
    '',
  ].join('\n');

export const test = base.extend<{ readonly folders: StackFolders }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the parameter's pattern
  folders: async ({}, give) => {
    const folders = new StackFolders();
    await give(folders);
    await folders.remove();
  },
});

export { expect } from '@playwright/test';
