import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AppFailure } from '../../contract/errors.ts';
import type { Context } from '../../contract/model/context.ts';
import type { Connection } from '../docker/connection.ts';
import { type Contexts, type ContextsOptions, createContexts } from './createContexts.ts';
import { startWireEngine, type WireEngine } from './testing/wireEngine.ts';

let home: string;
let closing: (() => unknown)[];
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'gantry-links-'));
  closing = [() => rm(home, { recursive: true, force: true })];
});
afterEach(async () => {
  for (const close of closing.reverse()) await close();
});

const socketOf = (name = 'run/docker.sock') => join(home, name);

async function startEngine(name?: string, version?: object): Promise<WireEngine> {
  await mkdir(join(home, 'run'), { recursive: true });
  const engine = await startWireEngine(socketOf(name), version);
  closing.push(() => engine.kill());
  return engine;
}

async function setUp(options: Partial<ContextsOptions> = {}) {
  const followed: Connection[] = [];
  const lost: AppFailure[] = [];
  const remembered: string[] = [];
  let stopFollowing = () => {};
  const contexts = await createContexts({
    env: { HOME: home, XDG_RUNTIME_DIR: join(home, 'user') },
    runDir: join(home, 'run'),
    selection: { remembered: undefined, remember: async (name) => void remembered.push(name) },
    follow(connection) {
      followed.push(connection);
      return new Promise((resolve) => (stopFollowing = resolve));
    },
    onLost: (_, error) => lost.push(error),
    ...options,
  });
  closing.push(() => contexts.close());
  return { contexts, followed, lost, remembered, loseEngine: () => stopFollowing() };
}

async function until(contexts: Contexts, isIt: (list: readonly Context[]) => boolean): Promise<readonly Context[]> {
  for await (const list of contexts.watch(AbortSignal.timeout(8000))) if (isIt(list)) return list;
  throw new Error(`It did not come to that: ${JSON.stringify(contexts.list())}`);
}

const stateIs =
  (type: string, name = 'default') =>
  (list: readonly Context[]) =>
    list.find((context) => context.name === name)?.state.type === type;

describe('contexts', () => {
  test('the selected one is connected by itself, the others only when they are needed', async () => {
    await startEngine();
    const other = await startEngine('other.sock');
    const { contexts } = await setUp({ ownEndpoint: `unix://${socketOf('other.sock')}` });
    await until(contexts, stateIs('connected'));
    expect(other.requests).toEqual([]);
    expect(contexts.list().map(({ name, isSelected, state }) => [name, isSelected, state.type])).toEqual([
      ['default', true, 'connected'],
      ['gantry', false, 'unknown'],
    ]);

    expect((await contexts.getConnection('gantry')).engine.version).toBe('28.0.0');
    await contexts.getConnection('gantry');
    expect(other.requests).toHaveLength(1);
  });

  test('one that does not answer says why, and is connected as soon as its socket appears', async () => {
    await mkdir(join(home, 'run'));
    const { contexts, lost } = await setUp();
    const [unreachable] = await until(contexts, stateIs('unreachable'));
    expect(unreachable?.state).toMatchObject({ error: { code: 'engine-unreachable', reason: 'no-socket' } });
    await expect(contexts.getConnection('default')).rejects.toMatchObject({ error: { reason: 'no-socket' } });
    expect(lost).toHaveLength(1);

    await startEngine();
    await until(contexts, stateIs('connected'));
  });

  test('a context whose folder is made long before its file is seen all the same', async () => {
    await startEngine();
    const { contexts } = await setUp();
    await until(contexts, stateIs('connected'));
    const folder = join(home, '.docker/contexts/meta/0123');
    await mkdir(folder, { recursive: true });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const meta = { Name: 'late', Metadata: {}, Endpoints: { docker: { Host: 'unix:///late.sock' } } };
    await writeFile(join(folder, 'meta.json'), JSON.stringify(meta));
    const list = await until(contexts, (found) => found.some(({ name }) => name === 'late'));
    expect(list.find(({ name }) => name === 'late')).toMatchObject({ source: 'cli', endpoint: 'unix:///late.sock' });
  });

  test('is found when the folder of its socket is made later', async () => {
    const { contexts } = await setUp();
    await until(contexts, stateIs('unreachable'));
    await startEngine();
    const [connected] = await until(contexts, stateIs('connected'));
    expect(connected?.state).toMatchObject({ engine: { version: '28.0.0' } });
  });

  test('a lost engine is said once, ends what goes over it, and is connected again when it is back', async () => {
    const engine = await startEngine();
    const { contexts, followed, lost, loseEngine } = await setUp();
    await until(contexts, stateIs('connected'));
    const [connection] = followed;

    await engine.kill();
    loseEngine();
    await until(contexts, stateIs('unreachable'));
    expect(connection?.signal.aborted).toBe(true);
    await startEngine();
    await until(contexts, stateIs('connected'));
    expect(lost).toHaveLength(1);
    expect(followed).toHaveLength(2);
  });

  test('an engine that is too old says so', async () => {
    await startEngine(undefined, { ApiVersion: '1.40' });
    const { contexts } = await setUp();
    const [context] = await until(contexts, stateIs('unreachable'));
    expect(context?.state).toMatchObject({ error: { reason: 'too-old' } });
  });

  test('choosing another connects it and is remembered', async () => {
    await startEngine();
    await startEngine('other.sock');
    const { contexts, remembered } = await setUp({ ownEndpoint: `unix://${socketOf('other.sock')}` });
    await contexts.select('gantry');
    const list = await until(contexts, stateIs('connected', 'gantry'));
    expect(list.map(({ isSelected }) => isSelected)).toEqual([false, true]);
    expect(remembered).toEqual(['gantry']);
    await expect(contexts.select('nope')).rejects.toMatchObject({ error: { code: 'not-found' } });
  });

  test('the remembered one is selected, unless it is gone or another is named for this run', async () => {
    await startEngine();
    const ownEndpoint = `unix://${socketOf('other.sock')}`;
    const selectedOf = async (remembered: string | undefined, contextName?: string) => {
      const selection = { remembered, remember: async () => {} };
      const { contexts } = await setUp({ ownEndpoint, selection, contextName });
      return contexts.list().find(({ isSelected }) => isSelected)?.name;
    };
    expect(await selectedOf('gantry')).toBe('gantry');
    expect(await selectedOf('removed')).toBe('default');
    expect(await selectedOf('gantry', 'default')).toBe('default');
    await expect(selectedOf(undefined, 'nope')).rejects.toMatchObject({ error: { code: 'not-found' } });
  });

  test('where nothing listens at the default socket, an engine that is there is selected', async () => {
    await mkdir(join(home, 'user'));
    await startEngine('user/docker.sock');
    const { contexts } = await setUp();
    const list = await until(contexts, stateIs('connected', 'rootless'));
    expect(list.find(({ isSelected }) => isSelected)?.name).toBe('rootless');
  });

  test('a rootless engine that goes away stays the selected one, says why, and is connected again', async () => {
    await startEngine();
    await mkdir(join(home, 'user'));
    const rootless = await startEngine('user/docker.sock');
    const { contexts, loseEngine, remembered } = await setUp();
    await contexts.select('rootless');
    await until(contexts, stateIs('connected', 'rootless'));

    await rootless.kill(); // and its file with it
    loseEngine();
    const isGone = (list: readonly Context[]) => {
      const state = list.find(({ name }) => name === 'rootless')?.state;
      return state?.type === 'unreachable' && 'reason' in state.error && state.error.reason === 'no-socket';
    };
    await until(contexts, isGone);
    await contexts.reconnect('rootless').catch(() => {}); // looks at everything anew
    expect(contexts.list().map(({ name, isSelected }) => [name, isSelected])).toEqual([
      ['default', false],
      ['rootless', true],
    ]);

    await startEngine('user/docker.sock');
    const list = await until(contexts, stateIs('connected', 'rootless'));
    expect(list.find(({ isSelected }) => isSelected)?.name).toBe('rootless');
    expect(remembered).toEqual(['rootless']);
  });

  test('one that was left is no longer listed once its socket is gone', async () => {
    await startEngine();
    await mkdir(join(home, 'user'));
    const rootless = await startEngine('user/docker.sock');
    const { contexts } = await setUp();
    await contexts.select('rootless');
    await rootless.kill();
    await contexts.select('default');
    expect(await until(contexts, (list) => list.length === 1)).toMatchObject([{ name: 'default', isSelected: true }]);
  });

  test.each([
    ['remembered', { selection: { remembered: 'podman', remember: async () => {} } }],
    ['named for this run', { contextName: 'podman' }],
  ])('a Podman that is %s and does not run yet is waited for', async (_, options) => {
    await startEngine();
    const { contexts } = await setUp(options);
    const list = await until(contexts, stateIs('unreachable', 'podman'));
    expect(list.find(({ isSelected }) => isSelected)).toMatchObject({ name: 'podman', source: 'podman-socket' });
    await mkdir(join(home, 'user/podman'), { recursive: true });
    await startEngine('user/podman/podman.sock');
    await until(contexts, stateIs('connected', 'podman'));
  });

  test('a context that the CLI makes or removes appears and goes by itself', async () => {
    const { contexts } = await setUp();
    const dir = join(home, '.docker/contexts/meta/abc');
    await mkdir(dir, { recursive: true });
    await writeFile(
      join(dir, 'meta.json'),
      JSON.stringify({ Name: 'lab', Endpoints: { docker: { Host: 'unix:///nowhere.sock' } } }),
    );
    const list = await until(contexts, (all) => all.some(({ name }) => name === 'lab'));
    expect(list.at(-1)).toMatchObject({ source: 'cli', state: { type: 'unknown' } });
    await rm(dir, { recursive: true });
    expect(await until(contexts, (all) => !all.some(({ name }) => name === 'lab'))).toHaveLength(1);
  });
});
