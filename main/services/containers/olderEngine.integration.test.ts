import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testEngine } from '../../../engine/testing/testEngine.ts';
import type { Job } from '../../../contract/model/job.ts';
import { RunSettings } from '../../../contract/model/run.ts';
import { createJobs } from '../../jobs/createJobs.ts';
import { docker, testName, TEST_IMAGE } from '../../live/testing/engineCli.ts';
import { madeNames } from '../../live/testing/madeNames.ts';
import { type LiveEngine, startLiveEngine } from '../../live/testing/liveEngine.ts';
import { createActivityLog } from '../activity.ts';
import { runContainers } from './runContainers.ts';

/** The test engine as one that speaks API 1.43 at most: the last that makes a container with one network only. */
async function startOlderEngine(socketPath: string): Promise<() => Promise<void>> {
  const server = createServer((client) => {
    const engine = connect(testEngine().socketPath);
    const older = new Transform({
      transform(chunk: Buffer, _, done) {
        const text = chunk.toString('latin1').replaceAll(/("ApiVersion":"|Api-Version: )1\.\d\d/g, '$11.43');
        done(null, Buffer.from(text, 'latin1'));
      },
    });
    for (const socket of [client, engine]) socket.on('error', () => socket.destroy());
    client.on('close', () => engine.destroy());
    engine.on('close', () => client.destroy());
    client.pipe(engine).pipe(older).pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
  return () => new Promise((resolve) => server.close(() => resolve()));
}

const networks = [testName('front'), testName('back')];
const name = madeNames();
const jobs = createJobs();
let dir: string;
let stop: () => Promise<void>;
let engine: LiveEngine;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'gantry-older-'));
  const socket = join(dir, 'older.sock');
  stop = await startOlderEngine(socket);
  engine = await startLiveEngine(socket);
  for (const network of networks) await docker('network', 'create', network);
});
afterAll(async () => {
  await docker('network', 'rm', ...networks);
  await jobs.close();
  await engine.close();
  await stop();
  await rm(dir, { recursive: true, force: true });
});

async function run(input: Partial<RunSettings>): Promise<Job> {
  const settings = RunSettings.parse({
    ...{ image: TEST_IMAGE, command: ['sleep', '100'], labels: [{ name: 'gantry.test', value: '' }] },
    ...input,
  });
  const { getConnection, cliArgs } = engine.contexts;
  const { live } = engine;
  const id = runContainers({ jobs, activity: createActivityLog(), getConnection, cliArgs, live }, 'default', settings);
  for await (const change of jobs.feed.watch(AbortSignal.timeout(30_000))) {
    const changed = change.type === 'snapshot' ? change.items : change.upserted;
    const job = changed.find((one) => one.id === id && one.state !== 'running');
    if (job) return job;
  }
  throw new Error('The job did not end.');
}

const place = (network: string | undefined, alias: string) => ({
  ...{ name: network ?? '', aliases: [alias], linkLocalAddresses: [], driverOptions: [], links: [] },
});

test('an older engine connects further networks before it starts the container', async () => {
  const web = name('web');
  const job = await run({ name: web, networks: [place(networks[0], 'a'), place(networks[1], 'b')] });
  expect(job).toMatchObject({ state: 'done' });
  expect(engine.proxy.requests.some((request) => request.includes('/v1.43/containers/create'))).toBe(true);
  const found = JSON.parse(
    await docker('container', 'inspect', '--format', '{{json .NetworkSettings.Networks}}', web),
  ) as Record<string, { Aliases: string[]; IPAddress: string }>;
  expect(Object.keys(found).toSorted()).toEqual(networks.toSorted());
  expect(found[networks[1] ?? '']).toMatchObject({ Aliases: expect.arrayContaining(['b']) });
  expect(found[networks[1] ?? '']?.IPAddress).not.toBe('');
});

test('a container that cannot be connected is not left behind', async () => {
  const web = name('web');
  const job = await run({ name: web, networks: [place(networks[0], 'a'), place('host', 'b')] });
  expect(job).toMatchObject({ state: 'failed', result: { ids: [] } });
  expect(job.error?.engineText).toContain('user defined networks');
  expect(await docker('container', 'ls', '--all', '--quiet', '--filter', `name=${web}`)).toBe('');
});
