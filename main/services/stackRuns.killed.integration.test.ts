import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { StackAction } from '../../contract/model/stackRun.ts';
import { madeStacks, testCompose } from '../compose/testing/madeStacks.ts';
import { type MortalEngine, startMortalEngine } from '../recreate/testing/mortalEngine.ts';

let engine: MortalEngine;
beforeAll(async () => {
  engine = await startMortalEngine();
  vi.stubEnv('GANTRY_TEST_SOCKET', engine.socketPath);
});
const made = madeStacks();
afterAll(async () => {
  vi.unstubAllEnvs();
  await engine.stop();
});

const services = (more: string) =>
  `services:\n${Array.from({ length: 8 }, (_, at) => `  s${at}: {image: busybox:latest, command: sleep 1000, ${more}}`).join('\n')}\n`;
const MANY = services('init: true, stop_grace_period: 1s');
/** Without an init nothing ends by SIGTERM: what is taken down stays in the middle of it for that long. */
const STUBBORN = services('stop_grace_period: 5s');
const isBack = () => vi.waitFor(() => engine.docker('version'), { timeout: 40_000, interval: 200 });

test('an engine killed in the middle of up: it is told, the state is what is there, and the next up finishes', async () => {
  const stack = await made.stack(MANY);
  const action = StackAction.parse({ type: 'up' });
  const { jobId } = await made.client.stackRuns.start({ stack: stack.stack, action });
  await vi.waitFor(async () => expect((await stack.ps()).length).toBeGreaterThan(0), { timeout: 20_000, interval: 20 });
  engine.kill();
  const job = await made.gantry.ended(jobId);
  expect(job).toMatchObject({
    state: 'failed',
    error: { code: 'engine-unreachable', hint: expect.stringContaining('goes on from there') },
  });
  await isBack();
  await vi.waitFor(async () => expect((await stack.plan()).hasChanges).toBe(true), { timeout: 20_000 });
  const again = await stack.do({ type: 'up' });
  expect([again.state, again.error]).toEqual(['done', undefined]);
  expect((await stack.ps()).filter((line) => line.endsWith(' running'))).toHaveLength(8);
  expect((await stack.plan()).hasChanges).toBe(false);
});

test('an engine killed in the middle of down: the next down finishes', async () => {
  const stack = await made.stack(STUBBORN);
  await stack.do({ type: 'up' });
  const beganAt = String(Date.now() / 1000);
  const { jobId } = await made.client.stackRuns.start({
    stack: stack.stack,
    action: StackAction.parse({ type: 'down' }),
  });
  const label = `label=com.docker.compose.project=${stack.project}`;
  const kills = ['events', '--since', beganAt, '--until', '0s', '--filter', label, '--filter', 'event=kill'];
  await vi.waitFor(async () => expect(await engine.docker(...kills)).not.toBe(''), { timeout: 20_000, interval: 50 });
  expect(await stack.ps()).toHaveLength(8);
  engine.kill();
  const job = await made.gantry.ended(jobId);
  expect(job).toMatchObject({ state: 'failed', error: { code: 'engine-unreachable' } });
  await isBack();
  expect((await stack.ps()).length).toBeGreaterThan(0);
  await vi.waitFor(async () => expect(await stack.do({ type: 'down' })).toMatchObject({ state: 'done' }), {
    timeout: 30_000,
  });
  expect(await stack.ps()).toEqual([]);
});

test('compose ends with who began it, at its next word, and the next up finishes', async () => {
  const stack = await made.stack(MANY);
  const env = { PATH: process.env['PATH'], DOCKER_HOST: `unix://${engine.socketPath}`, HOME: stack.folder };
  const words = [
    '--progress',
    'json',
    '--project-name',
    stack.project,
    '--file',
    `${stack.folder}/compose.yaml`,
    'up',
    '--detach',
  ];
  // As Gantry begins it: in a group of its own, with pipes that break when Gantry is killed.
  const child = spawn(testCompose(), words, { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit');
  await vi.waitFor(async () => expect((await stack.ps()).length).toBeGreaterThan(0), { timeout: 20_000, interval: 20 });
  child.stdout.destroy();
  child.stderr.destroy();
  const [code, signal] = (await ended) as [number | null, string | null];
  expect(signal ?? code).not.toBe(0);
  expect(await stack.do({ type: 'up' })).toMatchObject({ state: 'done' });
  expect((await stack.ps()).filter((line) => line.endsWith(' running'))).toHaveLength(8);
});
