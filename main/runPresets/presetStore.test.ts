import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { RunSettings } from '../../contract/model/run.ts';
import { openPresets } from './presetStore.ts';

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'gantry-presets-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const file = () => path.join(dir, 'run-presets.json');
const settings = RunSettings.parse({
  image: 'redis:7',
  env: [
    { name: 'REDIS_PASSWORD', value: 'hunter2' },
    { name: 'MODE', value: 'a=b' },
  ],
  mounts: [{ type: 'volume', source: 'x', target: '/x', driverOptions: [{ name: 'password', value: 'hunter2' }] }],
});

test('a preset is there after the next start, without the values of secrets', async () => {
  const store = await openPresets(dir, () => 5);
  await store.save('Cache', settings, false);
  store.remember(settings);
  await store.close();
  expect(await readFile(file(), 'utf8')).not.toContain('hunter2');
  const again = await openPresets(dir);
  const [preset] = again.current().presets;
  expect(preset).toMatchObject({ name: 'Cache', savedAt: 5, leftOut: ['REDIS_PASSWORD', 'password'] });
  expect(preset?.settings.env).toEqual([
    { name: 'REDIS_PASSWORD', value: '' },
    { name: 'MODE', value: 'a=b' },
  ]);
  expect(again.current().lastRuns).toMatchObject([{ settings: { image: 'redis:7' } }]);
});

test('a name is taken once, and replaced only when that is asked for', async () => {
  const store = await openPresets(dir);
  await store.save('A', settings, false);
  await expect(store.save('A', settings, false)).rejects.toMatchObject({ error: { code: 'conflict' } });
  await store.save('A', { ...settings, image: 'redis:8' }, true);
  await store.save('B', settings, false);
  expect(store.current().presets.map(({ settings: kept }) => kept.image)).toEqual(['redis:8', 'redis:7']);
  await expect(store.rename('A', 'B')).rejects.toMatchObject({ error: { code: 'conflict' } });
  await expect(store.rename('C', 'D')).rejects.toMatchObject({ error: { code: 'not-found' } });
  await store.rename('A', 'Z');
  expect(store.current().presets.map(({ name }) => name)).toEqual(['B', 'Z']);
  await store.remove('B');
  await store.remove('B');
  expect(store.current().presets.map(({ name }) => name)).toEqual(['Z']);
  await store.close();
});

test('of each image the last run is kept, the newest first, and not without end', async () => {
  const store = await openPresets(dir);
  for (let index = 0; index < 60; index++) store.remember({ ...settings, image: `i${index}` });
  store.remember({ ...settings, image: 'i30', name: 'again' });
  const { lastRuns } = store.current();
  expect(lastRuns).toHaveLength(50);
  expect(lastRuns[0]).toMatchObject({ settings: { image: 'i30', name: 'again' } });
  expect(lastRuns.filter((run) => run.settings.image === 'i30')).toHaveLength(1);
  await store.close();
});

test('an entry of a newer version is kept as it is, and hides no other', async () => {
  const odd = { name: 'Newer', settings: { image: 'x', networks: 'all' }, leftOut: [], savedAt: 1 };
  const fine = { name: 'Fine', settings: { image: 'x' }, leftOut: [], savedAt: 1 };
  await writeFile(file(), JSON.stringify({ presets: [odd, fine], lastRuns: [] }));
  const store = await openPresets(dir);
  expect(store.current().presets.map(({ name }) => name)).toEqual(['Fine']);
  await store.remove('Fine');
  await store.close();
  expect(JSON.parse(await readFile(file(), 'utf8'))).toMatchObject({ presets: [odd] });
});

test('a damaged file is put aside', async () => {
  await writeFile(file(), '{"presets": [');
  const store = await openPresets(dir);
  expect(store.current().presets).toEqual([]);
  await store.save('A', settings, false);
  await store.close();
  expect((await readdir(dir)).some((name) => name.startsWith('run-presets.json.broken-'))).toBe(true);
});
