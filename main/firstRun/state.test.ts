import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openFirstRun } from './state.ts';

let dataDir: string;
beforeEach(async () => void (dataDir = await mkdtemp(path.join(tmpdir(), 'gantry-first-'))));
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const BOOT = 1_700_000_000_000;
const open = (bootedAt = BOOT, isEngineNamed = false) =>
  openFirstRun({ dataDir, isEngineNamed, bootedAt: () => bootedAt });

test('it is due where Gantry is new, goes on where it was left, and does not come again when it is done', async () => {
  const first = await open();
  expect(first.current()).toEqual({ isDue: true, step: 'computer', wasRestarted: false });
  await first.save({ step: 'container', isDone: false });
  expect((await open()).current()).toMatchObject({ isDue: true, step: 'container' });
  await first.save({ step: 'tour', isDone: true });
  expect((await open()).current()).toMatchObject({ isDue: false });
});

test('it stays due though choosing an engine writes the settings', async () => {
  await open();
  await writeFile(path.join(dataDir, 'settings.json'), '{}');
  expect((await open()).current().isDue).toBe(true);
});

test('who has used Gantry before it had a first run is not led', async () => {
  await writeFile(path.join(dataDir, 'settings.json'), '{}');
  expect((await open()).current().isDue).toBe(false);
});

test('who names an engine at the start is not led, now; without it they are, later', async () => {
  expect((await open(BOOT, true)).current().isDue).toBe(false);
  expect((await open()).current().isDue).toBe(true);
});

test('what was mended is waited for until the computer was started again, a clock that was set aside', async () => {
  await (await open()).await('virtualization', 'restart');
  const before = (await open(BOOT + 5000)).current();
  expect(before).toMatchObject({ awaits: { check: 'virtualization', after: 'restart' }, wasRestarted: false });
  const after = await open(BOOT + 600_000);
  expect(after.current()).toEqual({ isDue: true, step: 'computer', wasRestarted: true });
  await after.save({ step: 'engine', isDone: false });
  expect((await open(BOOT + 600_000)).current()).toMatchObject({ step: 'engine', wasRestarted: false });
});

test('a damaged file is as none: the person begins anew rather than being stopped', async () => {
  await writeFile(path.join(dataDir, 'first-run.json'), '{"step":"nowhere"');
  expect((await open()).current()).toMatchObject({ isDue: true, step: 'computer' });
});

test('listeners hear of each change until they stop', async () => {
  const store = await open();
  let heard = 0;
  const stop = store.subscribe(() => heard++);
  await store.save({ step: 'engine', isDone: false });
  stop();
  await store.save({ step: 'tour', isDone: false });
  expect(heard).toBe(1);
});
