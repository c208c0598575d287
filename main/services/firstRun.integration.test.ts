import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { startTestEngine } from '../../engine/testing/startTestEngine.ts';
import { planFirstContainer, runFirstContainer } from '../firstRun/firstContainer.ts';
import { HELLO_IMAGE } from '../firstRun/helloImage.ts';
import { createJobs } from '../jobs/createJobs.ts';
import { type LiveEngine, startLiveEngine } from '../live/testing/liveEngine.ts';
import { createActivityLog } from './activity.ts';

/** An engine of its own: the name of the image and the first container are the same for everybody. */
let own: Awaited<ReturnType<typeof startTestEngine>>;
let engine: LiveEngine;
let dataDir: string;
const never = new AbortController().signal;
const run = promisify(execFile);

beforeAll(async () => {
  own = await startTestEngine();
  engine = await startLiveEngine(own.socketPath);
  dataDir = await mkdtemp(path.join(tmpdir(), 'gantry-first-'));
});
afterAll(async () => {
  await engine?.close();
  await own?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const docker = async (...args: string[]) =>
  (await run(own.cliPath, ['--host', `unix://${own.socketPath}`, ...args])).stdout.trim();

afterEach(async () => {
  const ids = (await docker('ps', '--all', '--quiet')).split('\n').filter(Boolean);
  if (ids.length > 0) await docker('rm', '--force', ...ids);
  await docker('image', 'rm', '--force', HELLO_IMAGE).catch(() => {});
});

const jobs = createJobs();
const activity = createActivityLog();
const deps = () => ({
  ...{ dataDir, jobs, activity, live: engine.live },
  getConnection: engine.contexts.getConnection,
  cliArgs: () => ['--host', `unix://${own.socketPath}`],
});

async function ended(jobId: string) {
  await expect.poll(() => jobs.feed.get(jobId)?.state, { timeout: 20_000 }).not.toBe('running');
  return jobs.feed.get(jobId)!;
}
const pageOf = async (name: string) => {
  const address = (await docker('port', name, '80/tcp')).split('\n')[0] ?? '';
  return { address, text: await (await fetch(`http://${address}/`)).text() };
};
interface Inspected {
  readonly Config: { readonly Image?: string; readonly Hostname?: string };
  readonly HostConfig: { readonly PortBindings?: unknown };
}
const inspect = async (kind: 'image' | 'container', name: string) =>
  (JSON.parse(await docker(kind, 'inspect', name)) as Inspected[])[0]!;

/** The CLI says of what is left to the engine that it is empty, where Gantry says nothing. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (typeof value !== 'object' || value === null) return value;
  const isSaid = (one: unknown) => one !== null && one !== '' && !(Array.isArray(one) && one.length === 0);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => isSaid(one))
      .map(([key, one]) => [key, withoutEmpty(one)]),
  );
}

test('one click makes an image without a registry and a page that answers; a second one takes what is there', async () => {
  const { jobId } = await runFirstContainer(deps(), 'default', never);
  expect(await ended(jobId)).toMatchObject({ state: 'done', result: { type: 'containers', warnings: [] } });
  const { address, text } = await pageOf('hello');
  expect(address).toMatch(/^127\.0\.0\.1:80\d\d$/);
  expect(text).toContain('Your first container runs.');
  expect(text).toContain(`<code>${(await docker('inspect', '--format', '{{.Id}}', 'hello')).slice(0, 12)}</code>`);
  expect(await docker('logs', 'hello')).toContain('Request 1: GET /');
  expect([...activity.feed.values()].map(({ title }) => title)).toEqual([`Import ${HELLO_IMAGE}`, 'Run hello']);

  const plan = await planFirstContainer(deps(), 'default', never);
  expect(plan).toMatchObject({ name: 'hello-2', hasImage: true });
  expect(plan.commands).toHaveLength(1);
  expect(await ended((await runFirstContainer(deps(), 'default', never)).jobId)).toMatchObject({ state: 'done' });
  expect((await pageOf('hello-2')).address).not.toBe(address);
});

test('it ends at once when it is stopped, though it is the first process', async () => {
  await ended((await runFirstContainer(deps(), 'default', never)).jobId);
  const from = Date.now();
  await docker('stop', '--time', '10', 'hello');
  expect(Date.now() - from).toBeLessThan(8000);
  expect(await docker('inspect', '--format', '{{.State.ExitCode}}', 'hello')).toBe('0');
});

test('the commands that are shown leave the same image and the same container', async () => {
  const { commands, hasImage } = await planFirstContainer(deps(), 'default', never);
  expect(hasImage).toBe(false);
  await ended((await runFirstContainer(deps(), 'default', never)).jobId);
  const ours = { image: await inspect('image', HELLO_IMAGE), container: await inspect('container', 'hello') };
  await docker('rm', '--force', 'hello');
  await docker('image', 'rm', HELLO_IMAGE);
  for (const command of commands) {
    await run('/bin/sh', ['-c', command.replace(/^docker /, `${own.cliPath} `)]);
  }
  const theirs = { image: await inspect('image', HELLO_IMAGE), container: await inspect('container', 'hello') };
  const plain = (of: Inspected) => withoutEmpty({ config: { ...of.Config, Hostname: '' }, host: of.HostConfig });
  expect(plain(theirs.container)).toEqual(plain(ours.container));
  expect(theirs.image.Config).toEqual(ours.image.Config);
  expect((theirs.image as unknown as { RootFS: object }).RootFS).toEqual(
    (ours.image as unknown as { RootFS: object }).RootFS,
  );
});

test('an image of that name that is somebody else’s is not run: ours takes the name', async () => {
  await docker('tag', 'busybox', HELLO_IMAGE);
  expect((await planFirstContainer(deps(), 'default', never)).hasImage).toBe(false);
  await ended((await runFirstContainer(deps(), 'default', never)).jobId);
  expect((await pageOf('hello')).text).toContain('Your first container runs.');
});
