import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { testEngine } from '../../engine/testing/testEngine.ts';
import { docker, removeAll, testName } from '../live/testing/engineCli.ts';
import type { Phase } from './operation.ts';
import type { Death } from './testing/dyingGantry.ts';
import { openRecreate } from './testing/openRecreate.ts';

/** A process of its own that is killed there: nothing of it can tidy up. */
function dieAt(death: Death): Promise<NodeJS.Signals | null> {
  const script = fileURLToPath(new URL('./testing/dyingGantry.ts', import.meta.url));
  const run = `
    const { runnerImport } = await import('vite');
    const { module } = await runnerImport(${JSON.stringify(script)}, { configFile: false, logLevel: 'silent' });
    await module.changeAndDie(${JSON.stringify(death)});`;
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

const volumesOf = (name: string) => docker('inspect', '--format', '{{range .Mounts}}{{.Name}} {{end}}', name);

const IN_PLACE: readonly Phase[] = ['create', 'stop', 'swap', 'start', 'await', 'finish'];
const BESIDE: readonly Phase[] = ['start', 'await', 'stop', 'swap'];
const cases = [
  ...IN_PLACE.flatMap((phase) => (['before', 'after'] as const).map((when) => ['in its place', phase, when] as const)),
  ...BESIDE.map((phase) => ['beside it', phase, 'after'] as const),
  ['in its place', 'kept', 'before'] as const,
  ['in its place', 'back', 'before'] as const,
  ['in its place', 'back', 'after'] as const,
  ['beside it', 'back', 'after'] as const,
];

describe('when Gantry is killed', () => {
  test.each(cases)(
    'while it makes one anew %s, at “%s” (%s it is noted), the next start takes it up',
    async (...at) => {
      const [way, phase, when] = at;
      const name = testName('dying');
      const options = way === 'in its place' ? ['--volume', '/data'] : [];
      let volume = '';
      const common = ['--detach', '--label', 'gantry.test', '--stop-timeout', '0', '--restart', 'always'];
      await docker('run', ...common, '--name', name, ...options, 'busybox', 'sleep', '1000');
      try {
        volume = await volumesOf(name);
        if (options.length > 0) await docker('exec', name, 'sh', '-c', 'echo kept > /data/file');
        const signal = await dieAt({ socketPath: testEngine().socketPath, dir, container: name, phase, when });
        expect(signal).toBe('SIGKILL');

        const app = await openRecreate({ dir });
        const { recreate, jobs } = app;
        await expect
          .poll(() => [...recreate.feed.values()].every((one) => one.phase === 'kept'), { timeout: 20_000 })
          .toBe(true);
        await expect.poll(() => [...jobs.feed.values()].every(({ state }) => state !== 'running')).toBe(true);
        // One that was about to go back is tried again first, and fails again.
        const words = [...jobs.feed.values()].map(({ message, error }) => error?.message ?? message);
        await app.close();

        const isNoted = phase !== 'create' || when === 'after';
        expect(words.map((said) => /interrupted when|The old one is back/.test(said))).toEqual(isNoted ? [true] : []);
        const goesOn = phase !== 'create' && phase !== 'back' && !(phase === 'stop' && when === 'before');
        const env = await docker('inspect', '--format', '{{.Config.Env}} {{.HostConfig.RestartPolicy.Name}}', name);
        expect(env.includes('CHANGED=1')).toBe(goesOn);
        expect(env).toContain('always');
        expect(await docker('inspect', '--format', '{{.State.Running}}', name)).toBe('true');
        const data = options.length > 0 ? await docker('exec', name, 'cat', '/data/file') : 'kept';
        expect(data).toBe('kept');
        const all = (
          await docker('ps', '--all', '--filter', `name=${name}`, '--format', '{{.Names}} {{.State}}')
        ).split('\n');
        expect(all).toHaveLength(goesOn ? 2 : 1);
        expect(all.filter((line) => line.endsWith(' running'))).toEqual([`${name} running`]);
        const kept = await Promise.all((await readdir(dir)).map((file) => readFile(path.join(dir, file), 'utf8')));
        expect(kept.map((text) => (JSON.parse(text) as { phase: string }).phase)).toEqual(goesOn ? ['kept'] : []);
      } finally {
        await removeAll(
          (await docker('ps', '--all', '--quiet', '--filter', `name=${name}`)).split('\n').filter(Boolean),
        );
        if (volume !== '') await docker('volume', 'rm', '--force', volume.trim());
      }
    },
  );
});
