import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readRecord, updateRecord } from './record.ts';

let dir = '';
beforeEach(async () => void (dir = await mkdtemp(path.join(tmpdir(), 'gantry-record-'))));
afterEach(() => rm(dir, { recursive: true, force: true }));

test('what is remembered first makes the folder, and what is remembered next keeps it', async () => {
  const file = path.join(dir, 'not/there/engine.json');
  await updateRecord(file, { isWanted: true });
  await updateRecord(file, { startedAt: 5 });
  expect(await readRecord(file)).toEqual({ isWanted: true, startedAt: 5 });
});

test('a damaged record is none', async () => {
  const file = path.join(dir, 'engine.json');
  await writeFile(file, '{ "isWanted": tr');
  expect(await readRecord(file)).toEqual({ isWanted: false });
});
