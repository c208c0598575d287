import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SettingsPolicy, SettingsStore } from './settings.ts';
import { openSettings } from './settings.ts';
import { exportText, importText } from './exchange.ts';

let dir: string;
let store: SettingsStore;
const none: SettingsPolicy = { locked: [] };
beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'gantry-exchange-'));
  store = await openSettings(dir);
});
afterEach(async () => {
  await store.close();
  await rm(dir, { recursive: true });
});

test('what is exported is taken over elsewhere, but for secrets, which are named', async () => {
  await store.update({
    theme: 'dark',
    plainKeys: false,
    selectedContext: 'mine',
    proxy: { mode: 'manual', http: 'http://me:s3cret@proxy:3128', https: 'me:s3cret@proxy', noProxy: '.local' },
    layout: { 'navigation.isCollapsed': true },
  });
  const { text, leftOut } = exportText(store.current());
  expect(leftOut).toEqual(['proxy.http', 'proxy.https']);
  expect(text).not.toContain('s3cret');
  const otherDir = path.join(dir, 'other');
  await mkdir(otherDir);
  const other = await openSettings(otherDir);
  await importText(text, other, none, false);
  expect(other.current()).toMatchObject({
    theme: 'dark',
    plainKeys: false,
    proxy: { mode: 'manual', http: 'http://proxy:3128', https: 'proxy', noProxy: '.local' },
    layout: { 'navigation.isCollapsed': true },
  });
  expect(other.current().selectedContext).toBeUndefined();
  await other.close();
});

test('a trial says what would change and changes nothing; keys of a newer version are kept', async () => {
  const text = JSON.stringify({ kind: 'gantry-settings', version: 7, theme: 'dark', engine: { vm: { gpus: 1 } } });
  const trial = await importText(text, store, none, true);
  expect(trial).toEqual({
    changes: [{ path: 'theme', before: 'system', after: 'dark' }],
    unknown: ['engine.vm.gpus'],
    locked: [],
  });
  expect(store.current().theme).toBe('system');
  await importText(text, store, none, false);
  expect(store.current().theme).toBe('dark');
  expect(JSON.parse(await readFile(path.join(dir, 'settings.json'), 'utf8'))).toMatchObject({
    engine: { vm: { gpus: 1 } },
  });
});

test('one of an older version is brought up to date first', async () => {
  const text = JSON.stringify({ kind: 'gantry-settings', version: 1, layout: { 'shortcuts.plainKeys': false } });
  expect((await importText(text, store, none, false)).changes).toEqual([
    { path: 'plainKeys', before: true, after: false },
  ]);
  expect(store.current().plainKeys).toBe(false);
});

test('what the organisation has set stays, and is told', async () => {
  const text = JSON.stringify({ kind: 'gantry-settings', theme: 'dark', stopTimeoutSeconds: 3 });
  const policy: SettingsPolicy = { locked: [{ path: 'theme', value: 'light' }] };
  const locked = await openSettings(dir, policy);
  expect(await importText(text, locked, policy, false)).toMatchObject({
    changes: [{ path: 'stopTimeoutSeconds' }],
    locked: ['theme'],
  });
  expect(locked.current()).toMatchObject({ theme: 'light', stopTimeoutSeconds: 3 });
  await locked.close();
});

test.each([
  ['{', /not JSON/],
  ['[]', /no JSON object/],
  ['{"theme":"dark"}', /not a file of Gantry’s settings/],
  ['{"kind":"gantry-settings","theme":"blue","stopTimeoutSeconds":-1}', /“theme”.*“stopTimeoutSeconds”/],
])('a file that cannot be taken over is refused with what is wrong, and changes nothing: %s', async (text, words) => {
  const before = store.current();
  await expect(importText(text, store, none, false)).rejects.toMatchObject({
    error: { code: 'invalid-input', message: expect.stringMatching(words) },
  });
  expect(store.current()).toBe(before);
});
