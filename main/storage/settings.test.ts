import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Settings } from '../../contract/model/settings.ts';
import { openSettings } from './settings.ts';

let dir: string;
let file: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'gantry-settings-'));
  file = path.join(dir, 'settings.json');
});
afterEach(() => rm(dir, { recursive: true }));

const defaults = Settings.parse({});

test('without a file there are the defaults, and nothing is written', async () => {
  const store = await openSettings(dir);
  expect(store.current()).toEqual(defaults);
  expect(store.notices).toEqual([]);
  await store.close();
  expect(await readdir(dir)).toEqual([]);
});

test('what is changed is there at the next start, readable by nobody else', async () => {
  const store = await openSettings(dir);
  await store.update({ theme: 'dark', selectedContext: 'remote' });
  await store.close();
  expect((await openSettings(dir)).current()).toEqual({ ...defaults, theme: 'dark', selectedContext: 'remote' });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readdir(dir)).toEqual(['settings.json']);
});

test('layout is merged key by key, and null takes a key away', async () => {
  const store = await openSettings(dir);
  void store.update({ layout: { columns: ['name'], width: 3 } });
  void store.update({ layout: { width: null, sort: 'age' } });
  expect(store.current().layout).toEqual({ columns: ['name'], sort: 'age' });
  await store.close();
  expect((await openSettings(dir)).current().layout).toEqual({ columns: ['name'], sort: 'age' });
});

test('a change is told at once; a burst of them is one write', async () => {
  const store = await openSettings(dir);
  const seen: number[] = [];
  const stop = store.subscribe(({ stopTimeoutSeconds }) => seen.push(stopTimeoutSeconds));
  const writes = [1, 2, 3].map((stopTimeoutSeconds) => store.update({ stopTimeoutSeconds }));
  expect(seen).toEqual([1, 2, 3]);
  expect(await readdir(dir)).toEqual([]);
  await Promise.all(writes);
  stop();
  await store.update({ stopTimeoutSeconds: 4 });
  expect(seen).toEqual([1, 2, 3]);
  await store.close();
});

test.each([
  ['truncated', '{"version":1,"theme":"da', /is damaged/],
  ['empty', '', /is damaged/],
  ['from a newer version', '{"version":2,"theme":"dark"}', /newer version/],
  ['not valid', '{"version":1,"theme":"blue"}', /not valid \(“theme”\)/],
  ['not an object', '[]', /not valid/],
])('a file that is %s is kept aside, the defaults are used, and that is said', async (_, text, problem) => {
  await writeFile(file, text);
  const store = await openSettings(dir);
  expect(store.current()).toEqual(defaults);
  expect(store.notices).toHaveLength(1);
  expect(store.notices[0]).toMatch(problem);
  const [aside] = await readdir(dir);
  expect(aside).toMatch(/^settings\.json\.broken-/);
  expect(store.notices[0]).toContain(aside);
  expect(await readFile(path.join(dir, aside ?? ''), 'utf8')).toBe(text);
});

test('settings that cannot be saved are told, and used all the same', async () => {
  const store = await openSettings(path.join(dir, 'gone'));
  await expect(store.update({ theme: 'dark' })).rejects.toMatchObject({
    error: { message: 'The settings could not be saved.' },
  });
  expect(store.current().theme).toBe('dark');
  await store.close();
});
