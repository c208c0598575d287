import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StatsSample } from '../../contract/model/stats.ts';
import { TEST_LABEL, testEngine } from '../../engine/testing/testEngine.ts';
import { docker as dockerCli } from '../live/testing/engineCli.ts';
import { openConnection } from '../docker/open.ts';
import type { Connection } from '../docker/connection.ts';
import { createStatsService } from './stats.ts';

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

function run(options: readonly string[], ...command: string[]): string {
  const id = docker('run', '-d', '--label', `${TEST_LABEL}=1`, ...options, 'busybox', ...command);
  made.push(id);
  return id;
}

interface SaidStats {
  readonly ID: string;
  readonly CPUPerc: string;
  readonly MemUsage: string;
  readonly PIDs: string;
}

/** `1.523MiB` in bytes; the CLI rounds to four digits. */
function bytesOf(text: string): number {
  const [, number, unit = ''] = /^([\d.]+)([KMG]iB|B)$/.exec(text.trim()) ?? [];
  return Number(number) * 1024 ** ['B', 'KiB', 'MiB', 'GiB'].indexOf(unit);
}

test('the numbers are those of docker stats in the same second: memory, limit, processes and CPU', async () => {
  // What it wrote fills the page cache, which does not count.
  const idle = run(['--memory', '64m'], 'sh', '-c', 'head -c 5000000 /dev/zero > /cached; sleep 1000 & sleep 1000');
  const busy = run(['--memory', '32m', '--cpus', '0.5'], 'sh', '-c', 'while :; do :; done');
  const stats = createStatsService({ getConnection });
  const abort = new AbortController();
  const ours: Record<string, StatsSample[]> = { [idle]: [], [busy]: [] };
  const following = (async () => {
    for await (const { samples } of stats.follow({ context: 'test', ids: [idle, busy] }, abort.signal)) {
      for (const [id, sample] of Object.entries(samples)) ours[id]?.push(sample);
    }
  })();
  await expect.poll(() => ours[busy]?.length, { timeout: 15_000 }).toBeGreaterThan(1);

  // The CLI looks twice, a second apart, and prints what was between: ours of the same second is the nearest one.
  const lines = await dockerCli('stats', '--no-stream', '--no-trunc', '--format', 'json', idle, busy);
  const at = Date.now();
  const theirs = lines.split('\n').map((line) => JSON.parse(line) as SaidStats);
  await expect.poll(() => ours[busy]?.at(-1)?.at, { timeout: 15_000 }).toBeGreaterThan(at + 1000);
  abort.abort();
  await following;

  for (const { ID, CPUPerc, MemUsage, PIDs } of theirs) {
    const near = ours[ID]!.filter((sample) => Math.abs(sample.at - at) < 2000);
    const [used = '', limit = ''] = MemUsage.split('/');
    // An idle container moves by some pages of 4 KiB, and the CLI rounds.
    const memoryOff = Math.min(...near.map(({ memoryBytes }) => Math.abs(memoryBytes - bytesOf(used))));
    expect(memoryOff).toBeLessThanOrEqual(Math.max(32 * 1024, bytesOf(used) * 0.01));
    expect(near.map(({ memoryLimitBytes }) => memoryLimitBytes)).toEqual(near.map(() => bytesOf(limit)));
    expect(near.map(({ pids }) => pids)).toEqual(near.map(() => Number(PIDs)));
    // The two seconds do not begin at the same moment, and the engine deals the half CPU out in slices of 100 ms.
    const cpuOff = Math.min(...near.map(({ cpuPercent }) => Math.abs(cpuPercent - Number.parseFloat(CPUPerc))));
    expect(cpuOff).toBeLessThanOrEqual(7);
  }
  expect(ours[idle]?.map(({ pids }) => pids)).toContain(2);
  expect(ours[idle]?.at(-1)?.cpuPercent).toBeLessThan(2);
  const busiest = Math.max(...ours[busy]!.map(({ cpuPercent }) => cpuPercent));
  expect(busiest).toBeGreaterThan(30); // of 50, on a machine that may be busy itself
  expect(busiest).toBeLessThan(58);
  expect(await stats.history({ context: 'test', id: busy }, abort.signal)).not.toHaveLength(0);
  stats.close();
});

test('a stopped container has no sample, and has one again when it runs', async () => {
  const id = run([], 'sh', '-c', 'trap "exit 0" TERM; while :; do sleep 1 & wait $!; done');
  const other = run([], 'sh', '-c', 'trap "exit 0" TERM; while :; do sleep 1 & wait $!; done');
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
