import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Engine, createEngine, readHoldings } from './index.ts';
import { runOrFail } from './native/command.ts';
import { enginePaths } from './native/paths.ts';
import { systemPath } from './native/programs.ts';
import { removeData } from './native/removeData.ts';
import { makeEngineDir } from './testing/abandoned.ts';
import { importBusybox } from './testing/busyboxImage.ts';
import { engineCacheDir } from './testing/startTestEngine.ts';

let dir = '';
let engine: Engine;
beforeAll(async () => {
  dir = await makeEngineDir();
  engine = createEngine({ dir, installDir: engineCacheDir(), env: process.env });
  await engine.ready();
  if (!engine.tools) await engine.install({ source: 'auto', signal: new AbortController().signal });
});
afterAll(async () => {
  await engine.stop();
  await engine.close();
  await rm(dir, { recursive: true, force: true });
});

const docker = (...args: string[]) =>
  runOrFail(engine.tools?.docker ?? '', ['--host', engine.endpoint, ...args], { env: process.env });

test('a reset takes all that the engine has and nothing else: not a folder mounted in a volume, nor its settings', async () => {
  const folder = path.join(dir, 'mine');
  await mkdir(folder);
  await writeFile(path.join(folder, 'diary'), 'dear diary');
  await engine.start();
  await engine.saveSettings('{"labels": ["kept=yes"]}');
  await importBusybox(engine.tools?.docker ?? '', engine.socketPath);
  await docker('volume', 'create', '--opt', 'type=none', '--opt', 'o=bind', '--opt', `device=${folder}`, 'bound');
  await docker('run', '--detach', '--name', 'busy', '--volume', 'bound:/bound', '--volume', 'data:/data', ...LIVES);
  const before = await readHoldings(engine.socketPath);
  expect(before).toMatchObject({ containers: ['busy'], images: 1 });
  expect(before.volumes.toSorted()).toEqual(['bound', 'data']);
  expect(before.sizeBytes).toBeGreaterThan(500_000);

  await engine.reset();
  expect(engine.status.state.type).toBe('stopped');
  expect(existsSync(enginePaths(dir, '/run').dataRoot)).toBe(false);
  expect(existsSync(path.join(folder, 'diary'))).toBe(true);

  await engine.start();
  expect(await readHoldings(engine.socketPath)).toEqual({
    ...{ containers: [], volumes: [], images: 0, cached: 0, sizeBytes: 0 },
  });
  expect(await docker('info', '--format', '{{.Labels}}')).toContain('kept=yes');
}, 120_000);

test('a folder that a killed engine left mounted among its data is let go of, not emptied', async () => {
  const folder = path.join(dir, 'left');
  await mkdir(folder);
  await writeFile(path.join(folder, 'diary'), 'dear diary');
  await engine.stop();
  const { dataRoot } = enginePaths(dir, '/run');
  const point = path.join(dataRoot, 'volumes/bound/_data');
  await mkdir(point, { recursive: true });
  const env = { PATH: systemPath(process.env) };
  await runOrFail('mount', ['--bind', folder, point], { env });
  // Where it cannot be let go of, nothing is removed at all.
  await expect(removeData(dataRoot, 'root', { PATH: '/nonexistent' })).rejects.toThrow('umount');
  expect(existsSync(path.join(point, 'diary'))).toBe(true);
  await engine.reset();
  expect(existsSync(dataRoot)).toBe(false);
  expect(existsSync(path.join(folder, 'diary'))).toBe(true);
}, 60_000);

const LIVES = ['busybox', 'sh', '-c', 'echo x > /data/x; trap "exit 0" TERM; while :; do sleep 1 & wait $!; done'];
