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
  ['not valid', '{"version":1,"theme":"blue"}', /not valid \(“theme”\)/],
  ['not an object', '[]', /is damaged/],
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

const kept = async (): Promise<unknown> => JSON.parse(await readFile(file, 'utf8'));

test('one value that cannot be takes its default, and only it', async () => {
  await writeFile(file, '{"version":1,"theme":"blue","stopTimeoutSeconds":33}');
  const store = await openSettings(dir);
  expect(store.current()).toEqual({ ...defaults, stopTimeoutSeconds: 33 });
  await store.close();
});

test('settings of an older version are taken over: whether single keys are shortcuts was in the layout', async () => {
  await writeFile(file, '{"version":1,"layout":{"shortcuts.plainKeys":false,"navigation.isCollapsed":true}}');
  const store = await openSettings(dir);
  expect(store.current()).toMatchObject({ plainKeys: false, layout: { 'navigation.isCollapsed': true } });
  expect(store.current().layout).not.toHaveProperty('shortcuts.plainKeys');
  await store.update({ theme: 'dark' });
  expect(await kept()).toMatchObject({ version: 2, plainKeys: false, theme: 'dark' });
  await store.close();
});

test('up and down again: what a newer version has written is there when it comes back', async () => {
  const newer = {
    version: 9,
    theme: 'sepia',
    stopTimeoutSeconds: 20,
    sound: { isOn: true },
    engine: { vm: { saverMinutes: 5, gpus: 2 } },
  };
  await writeFile(file, JSON.stringify(newer));
  const older = await openSettings(dir);
  expect(older.current()).toMatchObject({
    theme: 'system',
    stopTimeoutSeconds: 20,
    engine: { vm: { saverMinutes: 5 } },
  });
  expect(older.notices[0]).toMatch(/newer version of Gantry.*“theme”/);
  await older.update({ stopTimeoutSeconds: 30 });
  expect(await kept()).toMatchObject({ ...newer, stopTimeoutSeconds: 30 });
  await older.update({ theme: 'dark' });
  expect(await kept()).toMatchObject({ ...newer, stopTimeoutSeconds: 30, theme: 'dark' });
  await older.close();
  expect(await readdir(dir)).toEqual(['settings.json']);
});

test('what the organisation has set holds, cannot be changed, and is the person’s own again afterwards', async () => {
  const before = await openSettings(dir);
  await before.update({ theme: 'dark', stopTimeoutSeconds: 5 });
  await before.close();
  const locked = [{ path: 'theme', value: 'light' } as const, { path: 'engine.vm.cpus', value: 2 } as const];
  const store = await openSettings(dir, { locked, reason: 'For all of us.' });
  expect(store.current()).toMatchObject({ theme: 'light', engine: { vm: { cpus: 2 } } });
  const refused = { error: { code: 'permission-denied', message: expect.stringContaining('For all of us.') } };
  await expect(store.update({ theme: 'system', stopTimeoutSeconds: 6 })).rejects.toMatchObject(refused);
  const { engine } = store.current();
  await expect(store.update({ engine: { ...engine, vm: { ...engine.vm, cpus: 4 } } })).rejects.toMatchObject(refused);
  expect(store.current()).toMatchObject({ theme: 'light', stopTimeoutSeconds: 5 });
  await store.update({ engine: { ...engine, vm: { ...engine.vm, saverMinutes: 9 } } });
  await store.close();
  const after = await openSettings(dir);
  expect(after.current()).toMatchObject({ theme: 'dark', engine: { vm: { saverMinutes: 9 } } });
  expect(after.current().engine.vm.cpus).toBeUndefined();
  await after.close();
});
