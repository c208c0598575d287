import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { type AppError, toAppError } from '../../../contract/errors.ts';
import type { GantryClient } from '../../../contract/index.ts';
import type { Job } from '../../../contract/model/job.ts';
import { StackAction, type StackActionInput, type StackPlan } from '../../../contract/model/stackRun.ts';
import { testEngine } from '../../../engine/testing/testEngine.ts';
import { type OpenGantry, openGantry } from '../../containerChange/testing/gantryClient.ts';
import { testName } from '../../live/testing/engineCli.ts';

const run = promisify(execFile);

export const testCompose = (): string => {
  const program = process.env['GANTRY_TEST_COMPOSE'];
  if (!program) throw new Error('These tests need docker compose: set GANTRY_TEST_COMPOSE to where it is.');
  return program;
};

export interface MadeStack {
  readonly folder: string;
  readonly project: string;
  readonly stack: { context: string; project: string; files: { workingDir: string; configFiles: string[] } };
  write(file: string, text: string): Promise<void>;
  /** Through the app, to its end. */
  do(action: StackActionInput): Promise<Job>;
  plan(action?: StackActionInput): Promise<StackPlan>;
  /** The real CLI on the same project. */
  compose(...words: string[]): Promise<string>;
  /** A command as it is shown, by the real CLI, which finds compose as its plugin. */
  shell(command: string): Promise<string>;
  /** Takes all of it away but its folder. */
  clear(): Promise<void>;
  /** `name state`, sorted. */
  ps(): Promise<string[]>;
  docker(...words: string[]): Promise<string>;
}

export interface MadeStacks {
  readonly client: GantryClient;
  readonly gantry: OpenGantry;
  /** In a folder of its own, without a Compose file where none is given; all of it goes with the test. */
  stack(this: void, yaml: string | undefined, more?: Readonly<Record<string, string>>): Promise<MadeStack>;
  ended(this: void, begun: Promise<{ readonly jobId: string }>): Promise<Job>;
  /** The error that a call rejects with. */
  refusal(this: void, call: Promise<unknown>): Promise<AppError>;
}

/** The whole product on the test engine (or one of the test’s own), and stacks in folders. Call it once in a file. */
export function madeStacks(socketPath: () => string = () => testEngine().socketPath): MadeStacks {
  let open: OpenGantry | undefined;
  const made: MadeStack[] = [];
  const gantry = () => {
    if (!open) throw new Error('The app is not started yet.');
    return open;
  };
  beforeAll(async () => {
    open = await openGantry();
    await bringPlugins(open.dataDir);
  });
  afterEach(async () => {
    for (const one of made.splice(0)) {
      await one.clear().catch(() => {});
      await rm(one.folder, { recursive: true, force: true });
    }
  });
  afterAll(() => open?.close());
  const ended = async (begun: Promise<{ readonly jobId: string }>) => gantry().ended((await begun).jobId);

  return {
    get client() {
      return gantry().client;
    },
    get gantry() {
      return gantry();
    },
    ended,
    refusal: (call) => call.then(() => Promise.reject(new Error('It was not refused.')), toAppError),
    async stack(yaml, more = {}) {
      const folder = await mkdtemp(path.join(tmpdir(), 'gantry-stack-'));
      const project = testName('stack');
      const file = path.join(folder, 'compose.yaml');
      const stack = { context: 'default', project, files: { workingDir: folder, configFiles: [file] } };
      const env = { PATH: process.env['PATH'], HOME: folder, DOCKER_HOST: `unix://${socketPath()}` };
      const one: MadeStack = {
        folder,
        project,
        stack,
        async write(name, text) {
          await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
          await writeFile(path.join(folder, name), text);
        },
        do: (action) => ended(gantry().client.stackRuns.start({ stack, action })),
        plan: (action = { type: 'up' }) => gantry().client.stackRuns.plan({ stack, action: StackAction.parse(action) }),
        async compose(...words) {
          const { stdout } = await run(testCompose(), ['--project-name', project, '--file', file, ...words], { env });
          return stdout.trim();
        },
        async docker(...words) {
          return (await run(testEngine().cliPath, words, { env })).stdout.trim();
        },
        async shell(command) {
          await bringPlugins(folder);
          const script = `docker() { '${testEngine().cliPath}' "$@"; }\n${command}`;
          return (await run('/bin/sh', ['-c', script], { env })).stdout.trim();
        },
        async clear() {
          await one.compose('down', '--volumes', '--remove-orphans', '--timeout', '0', '--rmi', 'local');
        },
        async ps() {
          const label = `label=com.docker.compose.project=${project}`;
          const text = await one.docker('ps', '--all', '--filter', label, '--format', '{{.Names}} {{.State}}');
          return text
            .split('\n')
            .filter(Boolean)
            .map((line) => line.replace(`${project}-`, ''))
            .toSorted();
        },
      };
      const all = { ...(yaml !== undefined && { 'compose.yaml': yaml }), ...more };
      for (const [name, text] of Object.entries(all)) await one.write(name, text);
      made.push(one);
      return one;
    },
  };
}

/** The compose and buildx of the test engine as plugins of the CLI’s configuration in this home. */
export async function bringPlugins(home: string): Promise<void> {
  const config = path.join(home, '.docker');
  await mkdir(config, { recursive: true });
  const text = JSON.stringify({ cliPluginsExtraDirs: [path.dirname(testCompose())] });
  await writeFile(path.join(config, 'config.json'), text);
}
