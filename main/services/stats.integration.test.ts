import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TEST_LABEL, testEngine } from '../../engine/testing/testEngine.ts';
import { openConnection } from '../docker/open.ts';
import type { Connection } from '../docker/connection.ts';
import { createActivityLog } from './activity.ts';
import { createImagesService } from './images.ts';
import { createNetworksService } from './networks.ts';
import { createStatsService } from './stats.ts';
import { createJobs } from '../jobs/createJobs.ts';

const { socketPath, cliPath } = testEngine();
const docker = (...args: string[]) =>
  execFileSync(cliPath, args, {
    encoding: 'utf8',
    env: { ...process.env, DOCKER_HOST: `unix://${socketPath}` },
  }).trim();

let connection: Connection;
let close: () => void;
const made: string[] = [];
const getConnection = () => Promise.resolve(connection);

beforeAll(async () => {
  const opened = await openConnection({
    context: 'test',
    endpoint: { type: 'unix', path: socketPath },
    isLocal: true,
    signal: new AbortController().signal,
  });
  connection = opened.connection;
  close = () => opened.close();
});
afterAll(() => {
  for (const id of made) docker('rm', '-f', id);
  close();
});

function run(...command: string[]): string {
  const id = docker('run', '-d', '--label', `${TEST_LABEL}=1`, '--memory', '64m', 'busybox', ...command);
  made.push(id);
  return id;
}

test('the numbers are those of docker stats, the memory limit included', async () => {
  const id = run('sh', '-c', 'while :; do :; done');
  const stats = createStatsService({ getConnection });
  const abort = new AbortController();
  const ours: number[] = [];
  let memory = 0;
  for await (const { samples } of stats.follow({ context: 'test', ids: [id] }, abort.signal)) {
    const sample = samples[id];
    if (!sample) continue;
    ours.push(sample.cpuPercent);
    memory = sample.memoryBytes;
    expect(sample.memoryLimitBytes).toBe(64 * 1024 * 1024);
    expect(sample.pids).toBeGreaterThan(0);
    if (ours.length === 3) break;
  }
  const [cpu, used] = docker('stats', '--no-stream', '--format', '{{.CPUPerc}} {{.MemUsage}}', id).split(' ');
  expect(Number.parseFloat(cpu!)).toBeGreaterThan(ours[0]! / 3);
  expect(Number.parseFloat(cpu!)).toBeLessThan(ours[0]! * 3);
  expect(used).toMatch(/^[\d.]+KiB|MiB/);
  expect(memory).toBeLessThan(64 * 1024 * 1024);
  expect(await stats.history({ context: 'test', id }, abort.signal)).not.toHaveLength(0);
  stats.close();
});

test('a stopped container has no sample, and has one again when it runs', async () => {
  const id = run('sh', '-c', 'trap "exit 0" TERM; while :; do sleep 1 & wait $!; done');
  const other = run('sh', '-c', 'trap "exit 0" TERM; while :; do sleep 1 & wait $!; done');
  docker('stop', '-t', '1', id);
  const stats = createStatsService({ getConnection });
  const abort = new AbortController();
  const ticks: string[][] = [];
  for await (const { samples } of stats.follow({ context: 'test', ids: [id, other] }, abort.signal)) {
    ticks.push(Object.keys(samples));
    if (ticks.length === 2) docker('start', id);
    if (samples[id] || ticks.length === 20) break;
  }
  expect(ticks.slice(0, 2)).toEqual([[other], [other]]);
  expect(ticks.at(-1)).toContain(id);
  stats.close();
});

test('an image says what its containers want, and networks are listed by name', async () => {
  const jobs = createJobs();
  const images = createImagesService({ getConnection, cliArgs: () => [], jobs, activity: createActivityLog() });
  const { signal } = new AbortController();
  const listed = await images.list({ context: 'test' }, signal);
  expect(listed.flatMap(({ tags }) => tags)).toContain('busybox:latest');
  const defaults = await images.defaults({ context: 'test', reference: 'busybox:latest' }, signal);
  expect(defaults).toMatchObject({ command: [expect.stringMatching(/sh$/)], exposedPorts: [] });
  await expect(images.defaults({ context: 'test', reference: 'no/such:1' }, signal)).rejects.toMatchObject({
    error: { code: 'not-found' },
  });
  const networks = await createNetworksService({ getConnection }).list({ context: 'test' }, signal);
  expect(networks.map(({ name }) => name)).toEqual(expect.arrayContaining(['bridge', 'host', 'none']));
  await jobs.close();
});
