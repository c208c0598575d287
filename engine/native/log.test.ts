import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { followLog, readLogTail, rotateLog } from './log.ts';

let dir = '';
let file = '';
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'gantry-log-'));
  file = path.join(dir, 'engine.log');
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const numbered = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `line ${from + index}\n`).join('');

test('the last lines of a large file, and of the older one when it has too few', async () => {
  await writeFile(`${file}.1`, numbered(0, 100));
  await writeFile(file, numbered(100, 50_000));
  expect(await readLogTail(file, 2)).toEqual(['line 49998', 'line 49999']);
  await writeFile(file, numbered(100, 102));
  expect(await readLogTail(file, 4)).toEqual(['line 98', 'line 99', 'line 100', 'line 101']);
  expect(await readLogTail(path.join(dir, 'none'), 4)).toEqual([]);
});

test('following gives whole lines as they are completed, also across a rotation', async () => {
  await writeFile(file, 'one\ntwo\nthr');
  const abort = new AbortController();
  const reader = followLog(file, 1, abort.signal);
  const next = async () => (await reader.next()).value as readonly string[];
  expect(await next()).toEqual(['two']);
  await appendFile(file, 'ee\nfour\n');
  expect(await next()).toEqual(['three', 'four']);
  await rotateLog(file, 1);
  await appendFile(file, 'five\n');
  expect(await next()).toEqual(['five']);
  expect(await readFile(`${file}.1`, 'utf8')).toBe('one\ntwo\nthree\nfour\n');
  abort.abort();
  expect((await reader.next()).done).toBe(true);
});

test('a log that is not there yet can be followed', async () => {
  const abort = new AbortController();
  const reader = followLog(file, 10, abort.signal);
  expect((await reader.next()).value).toEqual([]);
  const next = reader.next();
  await appendFile(file, 'first\n');
  expect((await next).value).toEqual(['first']);
  await reader.return(undefined);
});

test('a small log is not rotated', async () => {
  await writeFile(file, 'small\n');
  await rotateLog(file);
  expect(await readFile(file, 'utf8')).toBe('small\n');
});
