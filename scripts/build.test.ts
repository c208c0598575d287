import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { stampOf } from './build.mjs';

let root = '';
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'gantry-stamp-'));
  mkdirSync(path.join(root, 'main/services'), { recursive: true });
  write('main/services/logs.ts', 'one');
  write('package-lock.json', '{}');
});
afterEach(() => rmSync(root, { recursive: true }));

const write = (file: string, text: string) => writeFileSync(path.join(root, file), text);
const stamp = (...sources: string[]): string =>
  stampOf([...sources, 'main', 'package-lock.json', 'not-there'].map((source) => path.join(root, source)));

test.each([
  ['a file has another content', () => write('main/services/logs.ts', 'two')],
  ['a file is new', () => write('main/services/stats.ts', '')],
  ['a file is gone', () => rmSync(path.join(root, 'main/services/logs.ts'))],
  [
    'a file has another name',
    () => renameSync(path.join(root, 'main/services/logs.ts'), path.join(root, 'main/services/log.ts')),
  ],
  ['a package has another version', () => write('package-lock.json', '{ }')],
])('what is built is stale when %s', (_, change) => {
  const before = stamp();
  change();
  expect(stamp()).not.toBe(before);
});

test('tests, documents and times are no reason to build again', () => {
  const before = stamp();
  write('main/services/logs.test.ts', 'a test');
  write('main/README.md', 'a document');
  utimesSync(path.join(root, 'main/services/logs.ts'), 1, 1);
  expect(stamp()).toBe(before);
});
