import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testEngine } from '../../engine/testing/testEngine.ts';
import { docker, removeAll, testName } from '../live/testing/engineCli.ts';
import { type MortalEngine, startMortalEngine } from '../recreate/testing/mortalEngine.ts';
import type { LiveStep } from './liveSteps.ts';
import { type LiveDeath, openLiveChanges } from './testing/dyingLive.ts';

/** A process of its own that is killed there: nothing of it can tidy up. */
function dieAt(death: LiveDeath): Promise<NodeJS.Signals | null> {
  const script = fileURLToPath(new URL('./testing/dyingLive.ts', import.meta.url));
  const run = `
    const { runnerImport } = await import('vite');
    const { module } = await runnerImport(${JSON.stringify(script)}, { configFile: false, logLevel: 'silent' });
    await module.changeLiveAndDie(${JSON.stringify(death)});`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', run], {
    cwd: path.dirname(script),
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((resolve, reject) => child.once('error', reject).once('exit', (_code, signal) => resolve(signal)));
}

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'gantry-journal-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const MB = 1024 ** 2;
/** A name, limits, another alias in one network, and a second network. */
const stepsFor = (name: string, moved: string, fresh: string): LiveStep[] => [
  { type: 'rename', from: name, to: `${name}-new` },
  { type: 'update', body: { Memory: 64 * MB, MemorySwap: 128 * MB }, before: { Memory: 32 * MB, MemorySwap: 64 * MB } },
  { type: 'disconnect', network: moved, endpoint: { Aliases: ['old'] } },
  { type: 'connect', network: moved, endpoint: { Aliases: ['moved'] } },
  { type: 'connect', network: fresh, endpoint: { Aliases: ['fresh'] } },
];

type Cli = typeof docker;
async function make(cli: Cli, name: string) {
  const [moved, fresh] = [`${name}-moved`, `${name}-fresh`];
  await cli('network', 'create', '--label', 'gantry.test', moved);
  await cli('network', 'create', '--label', 'gantry.test', fresh);
  const options = [
    '--detach',
    '--label',
    'gantry.test',
    '--stop-signal',
    'KILL',
    '--memory',
    '32m',
    '--memory-swap',
    '64m',
  ];
  const id = await cli('run', ...options, '--restart', 'always', '--name', name, 'busybox', 'sleep', '1000');
  await cli('network', 'connect', '--alias', 'old', moved, name);
  return { id, moved, fresh, steps: stepsFor(name, moved, fresh) };
}

async function stateOf(cli: Cli, id: string, name: string) {
  const [made] = JSON.parse(await cli('container', 'inspect', id)) as [
    {
      Name: string;
      State: { Running: boolean };
      HostConfig: { Memory: number };
      NetworkSettings: { Networks: Record<string, { Aliases: string[] | null }> };
    },
  ];
  return {
    name: made.Name.slice(1),
    isRunning: made.State.Running,
    memory: made.HostConfig.Memory / MB,
    networks: Object.entries(made.NetworkSettings.Networks)
      .filter(([network]) => network.startsWith(name))
      .map(([network, { Aliases }]) => `${network.slice(name.length + 1)} ${(Aliases ?? []).join()}`)
      .toSorted(),
  };
}
const before = (name: string) => ({ name, isRunning: true, memory: 32, networks: ['moved old'] });
const after = (name: string) => ({
  ...{ name: `${name}-new`, isRunning: true, memory: 64 },
  networks: ['fresh fresh', 'moved moved'],
});

describe('when Gantry is killed in the middle of a change of a container that lives', () => {
  const cases = [
    ...[1, 2, 3, 4].map((at) => [at, false, 'before'] as const),
    ...[0, 1, 2, 3, 4].map((at) => [at, false, 'after'] as const),
    ...[4, 2, 0].map((at) => [at, true, 'before'] as const),
    ...[3, 1].map((at) => [at, true, 'after'] as const),
  ];

  test.each(cases)(
    'at step %i (going back: %s, %s it is noted), the next start says where, and brings it to an end',
    async (at, isGoingBack, when) => {
      const name = testName('live');
      const { id, moved, fresh, steps } = await make(docker, name);
      try {
        const all: LiveStep[] = isGoingBack
          ? [...steps, { type: 'connect', network: 'no-such-network', endpoint: {} }]
          : steps;
        const { socketPath } = testEngine();
        const signal = await dieAt({ socketPath, dir, containerId: id, name, steps: all, at, isGoingBack, when });
        expect(signal).toBe('SIGKILL');

        const app = await openLiveChanges(socketPath, dir);
        try {
          await expect.poll(() => readdir(dir), { timeout: 20_000 }).toEqual([]);
          await expect.poll(() => [...app.jobs.feed.values()].map(({ state }) => state)).not.toContain('running');
          const [job, ...others] = [...app.jobs.feed.values()];
          expect(others).toEqual([]);
          // What was about to go back, and had not noted it yet, is tried again: and fails again.
          const failsAgain = isGoingBack && when === 'before' && at === 4;
          expect(job).toMatchObject({ kind: 'change', title: `Change ${name}: after an interruption` });
          expect(job?.state).toBe(failsAgain ? 'failed' : 'done');
          expect(job?.message).toMatch(/interrupted|goes on/);
          expect(await stateOf(docker, id, name)).toEqual(isGoingBack ? before(name) : after(name));
        } finally {
          await app.close();
        }
      } finally {
        await removeAll([id]);
        await docker('network', 'rm', moved, fresh);
      }
    },
  );

  test('one that was removed meanwhile is forgotten, and that is said', async () => {
    const name = testName('live');
    const { id, moved, fresh, steps } = await make(docker, name);
    const { socketPath } = testEngine();
    await dieAt({ socketPath, dir, containerId: id, name, steps, at: 2, isGoingBack: false, when: 'after' });
    await removeAll([id]);
    await docker('network', 'rm', moved, fresh);
    const app = await openLiveChanges(socketPath, dir);
    try {
      await expect.poll(() => readdir(dir)).toEqual([]);
      await expect
        .poll(() => [...app.jobs.feed.values()])
        .toMatchObject([{ state: 'done', message: expect.stringContaining('was removed meanwhile') }]);
    } finally {
      await app.close();
    }
  });
});

describe('when the engine is killed in the middle of it', () => {
  let engine: MortalEngine;
  beforeAll(async () => {
    engine = await startMortalEngine();
  }, 60_000);
  afterAll(() => engine.stop());

  test.each([0, 2, 4])('at step %i, it says so at once, and goes on when the engine is back', async (at) => {
    const name = `live-${at}`;
    const cli: Cli = (...args) => engine.docker(...args);
    const { id, steps } = await make(cli, name);
    let isKilled = false;
    const app = await openLiveChanges(engine.socketPath, dir, {
      after(operation) {
        if (isKilled || operation.at !== at) return;
        isKilled = true;
        engine.kill();
      },
    });
    try {
      const wanted = { title: `Change ${name}`, containerId: id, name, steps };
      const failed = app.changes.apply(await app.connect(), wanted, () => undefined);
      await expect(failed).rejects.toMatchObject({
        error: { code: 'engine-unreachable', message: expect.stringMatching(/^The engine stopped when /) },
      });
      await expect.poll(() => readdir(dir), { timeout: 40_000 }).toEqual([]);
      await expect.poll(() => stateOf(cli, id, name), { timeout: 20_000 }).toEqual(after(name));
      expect([...app.jobs.feed.values()].at(-1)?.message).toMatch(/is changed: it had been interrupted when /);
    } finally {
      await app.close();
    }
  });
});
