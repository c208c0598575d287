import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { TEST_LABEL, testEngine } from '../../../../engine/testing/testEngine.ts';
import { contract } from '../../../../contract/index.ts';
import type { StackSummary } from '../../../../contract/model/stack.ts';
import { connect } from '../../../../contract/rpc/connect.ts';
import type { Client } from '../../../../contract/rpc/define.ts';
import { memoryPipe } from '../../../../contract/rpc/memory.ts';
import { serve } from '../../../../contract/rpc/serve.ts';
import { createCompose } from '../../../compose/cli/createCompose.ts';
import { cliEnv, docker, removeAll, testName } from '../../../live/testing/engineCli.ts';
import { ListReader, type LiveEngine, startLiveEngine } from '../../../live/testing/liveEngine.ts';
import { createStacks, type Stacks } from '../../stacks.ts';

const run = promisify(execFile);
const served = { stacks: contract.stacks };

export interface StacksClient extends LiveEngine {
  readonly client: Client<typeof served>;
  readonly stacks: Stacks;
  readonly dataDir: string;
  /** Follows the list as the page does. */
  watch(): ListReader<StackSummary>;
}

/** The service of stacks on the test engine, spoken to as a page does. Its context is `default`. */
async function startStacksClient(): Promise<StacksClient> {
  const engine = await startLiveEngine();
  const { getConnection, hold } = engine.contexts;
  const dataDir = await mkdtemp(path.join(tmpdir(), 'gantry-stacks-'));
  const stacks = await createStacks({
    ...{ dataDir, getConnection, hold, live: engine.live },
    compose: createCompose({
      env: { ...cliEnv(), HOME: dataDir },
      cliArgs: () => [],
      ownCompose: () => process.env['GANTRY_TEST_COMPOSE'],
    }),
  });
  stacks.follow(await getConnection('default'));
  const [clientEnd, serverEnd, closePipe] = memoryPipe();
  serve(served, { stacks: stacks.handlers }, serverEnd);
  const client = connect(served, clientEnd);
  return {
    ...engine,
    client,
    stacks,
    dataDir,
    watch: () => new ListReader<StackSummary>((signal) => client.stacks.watch({ context: 'default' }, { signal })),
    async close() {
      closePipe();
      await stacks.close();
      await engine.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const ALL = ['--volumes', '--remove-orphans', '--timeout', '0'];

/** Folders with Compose files, and what was brought up of them. */
export class MadeStacks {
  readonly #roots: string[] = [];
  readonly #projects: string[] = [];

  /** A folder of its own, of that base name. */
  async folder(name = testName('stack')): Promise<string> {
    const root = await realpath(await mkdtemp(path.join(tmpdir(), 'gantry-made-')));
    this.#roots.push(root);
    const folder = path.join(root, name);
    await mkdir(folder, { recursive: true });
    return folder;
  }

  /** A name that is taken down in the end. */
  project(hint = 'stack'): string {
    const name = testName(hint);
    this.#projects.push(name);
    return name;
  }

  async removeAll(): Promise<void> {
    for (const project of this.#projects.splice(0)) {
      await compose(tmpdir(), '--project-name', project, 'down', ...ALL).catch(() => undefined);
      // Those of `run` it leaves.
      const left = await docker('ps', '--all', '--quiet', '--filter', `label=com.docker.compose.project=${project}`);
      await removeAll(left.split('\n').filter(Boolean));
      await docker('network', 'rm', `${project}_default`).catch(() => undefined);
    }
    for (const root of this.#roots.splice(0)) await rm(root, { recursive: true, force: true });
  }
}

/** The real Compose in a folder; rejects when it fails. */
export async function compose(folder: string, ...args: string[]): Promise<string> {
  const program = process.env['GANTRY_TEST_COMPOSE'];
  if (!program) throw new Error('These tests need docker compose: set GANTRY_TEST_COMPOSE to where it is.');
  testEngine();
  const { stdout } = await run(program, args, { cwd: folder, env: cliEnv(), maxBuffer: 64 * 1024 * 1024 });
  return stdout.trim();
}

/** Services of busybox that do nothing until they are told to end; `extra` by service. */
export function composeText(services: Readonly<Record<string, readonly string[]>>, top = ''): string {
  const lines = Object.entries(services).flatMap(([name, extra]) => [
    `  ${name}:`,
    '    image: busybox:latest',
    '    command: sleep 1000',
    '    stop_grace_period: 0s',
    `    labels: { ${TEST_LABEL}: "" }`,
    ...extra.map((line) => `    ${line}`),
  ]);
  return `${top}services:\n${lines.join('\n')}\n`;
}

export const writeCompose = (folder: string, text: string, name = 'compose.yaml'): Promise<void> =>
  writeFile(path.join(folder, name), text);

/** The service for the tests of a file, and what they make, which is gone after each. Call it once. */
export function stacksClient(): { readonly gantry: StacksClient; readonly made: MadeStacks } {
  let client: StacksClient | undefined;
  const made = new MadeStacks();
  beforeAll(async () => void (client = await startStacksClient()));
  afterEach(() => made.removeAll());
  afterAll(() => client?.close());
  return {
    made,
    get gantry() {
      if (!client) throw new Error('The service is not started yet.');
      return client;
    },
  };
}
