import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EngineState, EngineStatus } from '../../contract/model/engine.ts';
import { createBroadcast } from '../../engine/lifecycle/broadcast.ts';
import { testEngine } from '../../engine/testing/testEngine.ts';
import { createActivityLog } from '../services/activity.ts';
import { discover } from './discover.ts';
import { type OwnContext, keepOwnContext } from './ownContext.ts';

const run = promisify(execFile);
const RUNNING: EngineState = { type: 'running', pid: 1, sinceAt: 0, isAdopted: false, version: '28.5.2' };

let home: string;
let status: EngineStatus;
let kept: OwnContext;
let activity: ReturnType<typeof createActivityLog>;
let changes: ReturnType<typeof createBroadcast<EngineStatus>>;
/** As the engine of the tests, or where nobody listens yet. */
const here = () => `unix://${testEngine().socketPath}`;
const elsewhere = () => `unix://${home}/data/engine-vm/docker.sock`;
const env = () => ({ PATH: process.env['PATH'], HOME: home, DOCKER_CONFIG: join(home, 'cli') });
const cli = async (...args: string[]) => (await run(testEngine().cliPath, args, { env: env() })).stdout.trim();
const set = (state: EngineState, endpoint = status.endpoint) => {
  status = { ...status, state, endpoint };
  changes.send();
};
const host = () => cli('context', 'inspect', '--format', '{{.Endpoints.docker.Host}}', 'gantry').catch(() => undefined);
const keep = () => {
  const engine = {
    watch: (signal: AbortSignal) => changes.watch(signal),
    vm: { endpoint: elsewhere() },
    endpoint: here(),
  };
  return keepOwnContext({ env: env(), dataDir: join(home, 'data'), engine, activity });
};

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'gantry-own-context-'));
  activity = createActivityLog();
  status = { state: { type: 'stopped' }, mode: 'root', endpoint: here(), dataRoot: '', parts: [], isDebug: false };
  changes = createBroadcast(() => status);
  kept = keep();
});
afterEach(async () => {
  kept.close();
  await rm(home, { recursive: true });
});

test('once the engine runs the docker CLI knows it, as if it had been told by the command that is shown', async () => {
  set({ type: 'stopped' });
  expect(await cli('context', 'ls', '--format', '{{.Name}}')).toBe('default');
  set(RUNNING);
  await expect.poll(host).toBe(here());
  expect(await cli('--context', 'gantry', 'version', '--format', '{{.Server.Version}}')).toMatch(/^\d+\./);
  expect(await cli('context', 'show')).toBe('default');
  const file = async () => {
    const [id] = await readdir(join(home, 'cli/contexts/meta'));
    return readFile(join(home, `cli/contexts/meta/${id}/meta.json`), 'utf8');
  };
  const ours = await file();
  await cli('context', 'rm', 'gantry');
  const [{ command } = { command: '' }] = [...activity.feed.values()];
  await run('sh', ['-c', command.replace(/^docker /, `${testEngine().cliPath} `)], { env: env() });
  expect(ours).toBe(await file());
});

test('when the engine is moved the context goes with it', async () => {
  set(RUNNING);
  await expect.poll(host).toBe(here());
  set({ type: 'stopped' }, elsewhere());
  await expect.poll(host).toBe(elsewhere());
  expect((await discover({ env: env(), ownEndpoint: here(), runDir: home })).definitions.at(-1)).toMatchObject({
    ...{ name: 'gantry', source: 'own-engine', endpoint: here() },
  });
});

test('a context of that name that somebody else made is left alone', async () => {
  await cli('context', 'create', 'gantry', '--docker', 'host=tcp://lab:2376');
  set(RUNNING);
  await expect.poll(() => kept.dir()).toBeUndefined();
  await kept.remove();
  expect(await host()).toBe('tcp://lab:2376');
  expect([...activity.feed.values()]).toEqual([]);
});

test('that of another Gantry stays as long as its engine may be there', async () => {
  const socket = join(home, 'other.sock');
  await writeFile(socket, '');
  await cli('context', 'create', 'gantry', '--description', 'Gantry’s own engine', '--docker', `host=unix://${socket}`);
  set(RUNNING);
  await expect.poll(() => kept.dir()).toBeUndefined();
  expect(await host()).toBe(`unix://${socket}`);
  await rm(socket);
  set(RUNNING);
  await expect.poll(host).toBe(here());
});

test('removed, it leaves no CLI behind that knows no engine; all else in its configuration stays', async () => {
  await mkdir(join(home, 'cli'));
  await writeFile(join(home, 'cli/config.json'), '{"psFormat":"{{.ID}}"}');
  set(RUNNING);
  await expect.poll(host).toBe(here());
  await cli('context', 'use', 'gantry');
  expect(await kept.dir()).toMatch(/contexts\/meta\/\w+$/);
  await kept.remove();
  expect(await cli('context', 'ls', '--format', '{{.Name}} {{.Current}}')).toBe('default true');
  const config: unknown = JSON.parse(await readFile(join(home, 'cli/config.json'), 'utf8'));
  expect(config).toMatchObject({ psFormat: '{{.ID}}' });
  expect(config).not.toHaveProperty('currentContext');
  expect([...activity.feed.values()].at(-1)).toMatchObject({
    command: 'docker context rm --force gantry',
    state: 'done',
  });
});
