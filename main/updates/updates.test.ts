import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Release } from '../../contract/model/update.ts';
import type { UpdateSource } from './source.ts';
import { openUpdateRecord } from './updateRecord.ts';
import { createUpdates } from './updates.ts';

let dir = '';
beforeEach(async () => (dir = await mkdtemp(path.join(tmpdir(), 'gantry-updates-'))));
afterEach(() => rm(dir, { recursive: true }));

const NEWER: Release = { version: '1.3.0', notes: 'Faster.' };

/** A shell that has 1.3.0 on its server, and keeps what it is asked. */
function shell(patch: Partial<UpdateSource> = {}) {
  const asked: string[] = [];
  const source: UpdateSource = {
    check: async (channel) => {
      asked.push(`check ${channel}`);
      return NEWER;
    },
    find: async (version) => {
      asked.push(`find ${version}`);
      return { version, notes: '' };
    },
    download: async (onPercent) => onPercent(50),
    install: () => void asked.push('install'),
    ...patch,
  };
  return { source, asked };
}

async function start(source: UpdateSource | undefined, jobs: readonly string[] = [], version = '1.2.0') {
  const record = await openUpdateRecord(dir, version);
  const updates = createUpdates({ version, source, record, runningJobs: () => jobs, now: () => 42 });
  const seen: string[] = [];
  updates.subscribe(() => seen.push(updates.status().state.type));
  return { updates, seen };
}

test('nothing is asked, downloaded or installed by itself: each step is the person’s', async () => {
  const { source, asked } = shell();
  const { updates, seen } = await start(source);
  expect(asked).toEqual([]);
  await updates.check();
  expect(updates.status().state).toEqual({ type: 'available', release: NEWER });
  await updates.download();
  expect(updates.status().state).toEqual({ type: 'ready', release: NEWER });
  expect(asked).toEqual(['check latest']);
  updates.install();
  expect(asked).toEqual(['check latest', 'install']);
  expect(seen).toEqual(['checking', 'available', 'downloading', 'downloading', 'ready']);
});

test('where there is nothing newer it says when it looked', async () => {
  const { updates } = await start(shell({ check: async () => undefined }).source);
  await updates.check();
  expect(updates.status().state).toEqual({ type: 'current', checkedAt: 42 });
});

test('the app is not replaced while jobs run, which it names; afterwards it is', async () => {
  const jobs = ['Pull nginx', 'Build shop'];
  const { source, asked } = shell();
  const { updates } = await start(source, jobs);
  await updates.check();
  await updates.download();
  expect(() => updates.install()).toThrow('The app is not replaced while it works: Pull nginx, Build shop.');
  expect(asked).not.toContain('install');
  jobs.length = 0;
  updates.install();
  expect(asked).toContain('install');
});

test('what was not downloaded cannot be installed, and what was not found cannot be downloaded', async () => {
  const { updates } = await start(shell().source);
  expect(() => updates.install()).toThrow('There is no update to take.');
  await expect(updates.download()).rejects.toThrow('There is no update to take.');
});

test('a cancelled download leaves what was found, and a refused one says why and is not ready', async () => {
  const download: UpdateSource['download'] = (_, signal) =>
    new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))));
  const { updates } = await start(shell({ download }).source);
  await updates.check();
  const ended = updates.download();
  await expect(updates.check()).rejects.toThrow('is being looked for or downloaded');
  updates.cancelDownload();
  await ended;
  expect(updates.status().state).toEqual({ type: 'available', release: NEWER });

  const refused = await start(shell({ download: () => Promise.reject(new Error('not signed')) }).source);
  await refused.updates.check();
  await expect(refused.updates.download()).rejects.toThrow('not signed');
  expect(refused.updates.status().state).toMatchObject({ type: 'failed' });
  expect(() => refused.updates.install()).toThrow('There is no update to take.');
});

test('the channel is kept, and what was found on another one is forgotten', async () => {
  const { source, asked } = shell();
  const { updates } = await start(source);
  await updates.check();
  await updates.setChannel('beta');
  expect(updates.status().state).toEqual({ type: 'current' });
  const again = await start(source);
  expect(again.updates.status().channel).toBe('beta');
  await again.updates.check();
  expect(asked).toEqual(['check latest', 'check beta']);
});

test('after an update there is a way back to what ran before, and a restart changes nothing of that', async () => {
  const { source, asked } = shell();
  const first = await start(source, [], '1.2.0');
  await expect(first.updates.findPrevious()).rejects.toThrow('No other version ran here before this one.');
  await start(source, [], '1.3.0');
  const { updates } = await start(source, [], '1.3.0');
  expect(updates.status()).toMatchObject({ version: '1.3.0', previousVersion: '1.2.0' });
  await updates.findPrevious();
  expect(asked).toEqual(['find 1.2.0']);
  expect(updates.status().state).toMatchObject({ type: 'available', release: { version: '1.2.0' } });
});

test('a damaged record is begun anew, and is written whole', async () => {
  await writeFile(path.join(dir, 'updates.json'), '{"channel":');
  const { updates } = await start(shell().source);
  expect(updates.status().channel).toBe('latest');
  expect(JSON.parse(await readFile(path.join(dir, 'updates.json'), 'utf8'))).toMatchObject({ version: '1.2.0' });
});

test('in browser mode it says that something else updates it', async () => {
  const { updates } = await start(undefined);
  expect(updates.status().state).toMatchObject({
    type: 'unsupported',
    reason: expect.stringContaining('installed it'),
  });
  await expect(updates.check()).rejects.toThrow('updated by what installed it');
});
