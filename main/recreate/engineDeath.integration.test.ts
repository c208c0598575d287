import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AppFailure } from '../../contract/errors.ts';
import { inspectMade } from './made.ts';
import type { Operation } from './operation.ts';
import { type MortalEngine, startMortalEngine } from './testing/mortalEngine.ts';
import { openRecreate, withVariable } from './testing/openRecreate.ts';

let engine: MortalEngine;
let dir: string;
beforeAll(async () => {
  engine = await startMortalEngine();
}, 60_000);
afterAll(() => engine.stop());
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'gantry-journal-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const cases = [
  ['in its place', 'create'],
  ['in its place', 'stop'],
  ['in its place', 'swap'],
  ['in its place', 'start'],
  ['in its place', 'await'],
  ['in its place', 'finish'],
  ['in its place', 'back'],
  ['beside it', 'start'],
  ['beside it', 'await'],
  ['beside it', 'stop'],
  ['beside it', 'swap'],
] as const;

describe('when the engine is killed, and its containers end with it', () => {
  test.each(cases)(
    'while one is made anew %s, at “%s”, one of the two runs in the end',
    async (...at) => {
      const [way, phase] = at;
      const name = `mortal-${phase}-${way === 'beside it' ? 'beside' : 'place'}`;
      const options = way === 'in its place' ? ['--volume', '/data'] : [];
      const common = ['--detach', '--stop-timeout', '0', '--restart', 'always'];
      await engine.docker('run', ...common, '--name', name, ...options, 'busybox', 'sleep', '1000');
      if (options.length > 0) await engine.docker('exec', name, 'sh', '-c', 'echo kept > /data/file');
      let isKilled = false;
      const kill = (operation: Operation) => {
        if (isKilled || (operation.isGoingBack ? 'back' : operation.phase) !== phase) return;
        isKilled = true;
        engine.kill();
      };
      const app = await openRecreate({ socketPath: engine.socketPath, dir, after: kill });
      try {
        const connection = await app.connect();
        const made = await inspectMade(connection, name);
        const fails = (body: Record<string, unknown>) => ({ ...body, Cmd: ['sh', '-c', 'exit 3'] });
        const change = phase === 'back' ? fails : withVariable('CHANGED=1');
        const wanted = { title: `Change ${name}`, made, old: {}, change, keepOld: true, watchMs: 300 };
        const error = await app.recreate.replace(connection, wanted, app.doing).then(
          () => undefined,
          (thrown: unknown) => (thrown as AppFailure).error,
        );
        expect(isKilled).toBe(true);
        // What comes after the last request to the engine is not in its hands any more.
        const isLate = phase === 'finish';
        expect(error?.message ?? '').toMatch(isLate ? /^$/ : /^The engine stopped when /);
        expect(error?.code).toBe(isLate ? undefined : 'engine-unreachable');
        const isOver = () => [...app.recreate.feed.values()].every((one) => one.phase === 'kept');
        await expect.poll(isOver, { timeout: 40_000 }).toBe(true);
        const words = () =>
          [...app.jobs.feed.values()]
            .filter(({ state }) => state === 'done')
            .map(({ message }) => /interrupted when/.test(message));
        await expect.poll(words, { timeout: 10_000 }).toEqual(isLate ? [] : [true]);

        const goesOn = phase !== 'create' && phase !== 'back';
        const running = () => engine.docker('ps', '--filter', `name=${name}`, '--format', '{{.Names}}');
        await expect.poll(running, { timeout: 20_000 }).toBe(name);
        const env = await engine.docker('inspect', '--format', '{{.Config.Env}}', name);
        expect(env.includes('CHANGED=1')).toBe(goesOn);
        expect(await engine.docker('inspect', '--format', '{{.HostConfig.RestartPolicy.Name}}', name)).toBe('always');
        const data = options.length > 0 ? await engine.docker('exec', name, 'cat', '/data/file') : 'kept';
        expect(data).toBe('kept');
        const all = await engine.docker('ps', '--all', '--filter', `name=${name}`, '--format', '{{.Names}}');
        expect(all.split('\n')).toHaveLength(goesOn ? 2 : 1);
        expect(await readdir(dir)).toHaveLength(goesOn ? 1 : 0);
        expect((await engine.docker('volume', 'ls', '--quiet')).split('\n').filter(Boolean)).toHaveLength(
          options.length / 2,
        );
      } finally {
        await app.close();
        const all = await engine.docker('ps', '--all', '--quiet', '--filter', `name=${name}`);
        await engine.docker('rm', '--force', '--volumes', ...all.split('\n').filter(Boolean));
        await engine.docker('volume', 'prune', '--all', '--force');
      }
    },
    120_000,
  );
});
