import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeLock } from './lock.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'gantry-lock-'));
});
afterEach(() => rm(dir, { recursive: true }));

const lockSaying = (holder: unknown) => writeFile(path.join(dir, 'lock'), JSON.stringify(holder));

test('the second copy learns who is there and where, until the first one lets go', async () => {
  const first = await takeLock(dir);
  if (!('lock' in first)) throw new Error('The folder is new, so the lock must be free.');
  await first.lock.announce('http://127.0.0.1:4280/');
  expect(await takeLock(dir)).toMatchObject({ heldBy: { pid: process.pid, address: 'http://127.0.0.1:4280/' } });
  await first.lock.release();
  expect(await readdir(dir)).toEqual([]);
  expect(await takeLock(dir)).toHaveProperty('lock');
});

test('the lock of a process that died does not count', async () => {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  await lockSaying({ pid: child.pid });
  expect(await takeLock(dir)).toHaveProperty('lock');
});

test.runIf(process.platform === 'linux')('a later process with the same number is not taken for it', async () => {
  await lockSaying({ pid: process.pid, startedAt: 'another boot 1' });
  expect(await takeLock(dir)).toHaveProperty('lock');
});

test('a damaged lock does not count', async () => {
  await writeFile(path.join(dir, 'lock'), '{');
  expect(await takeLock(dir)).toHaveProperty('lock');
});

test('of many that find a dead lock at once only one gets it', async () => {
  await lockSaying({ pid: 2 ** 22 + 1 });
  const taken = await Promise.all(Array.from({ length: 20 }, () => takeLock(dir)));
  expect(taken.filter((one) => 'lock' in one)).toHaveLength(1);
  expect(await takeLock(dir)).toHaveProperty('heldBy');
});
