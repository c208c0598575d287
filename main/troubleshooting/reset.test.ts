import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listResettable, resetAtNextStart, resetWhatIsDue } from './reset.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'gantry-reset-'));
  await mkdir(path.join(dir, 'builds/one'), { recursive: true });
  await writeFile(path.join(dir, 'builds/one/log'), '12345');
  await writeFile(path.join(dir, 'builds/index'), '123');
  await writeFile(path.join(dir, 'run-presets.json'), '[]');
});
afterEach(() => rm(dir, { recursive: true }));

test('what goes is said exactly; what is in use goes at the next start, and nothing else does', async () => {
  const builds = async () => (await listResettable(dir)).find(({ part }) => part === 'builds');
  expect(await builds()).toEqual({
    part: 'builds',
    paths: [{ path: path.join(dir, 'builds'), sizeBytes: 8, files: 2 }],
    when: 'next-start',
    isDue: false,
  });
  await resetAtNextStart(dir, 'builds');
  expect(await builds()).toMatchObject({ isDue: true });
  expect(await resetWhatIsDue(dir)).toEqual(['builds']);
  expect(await readdir(dir)).toEqual(['run-presets.json']);
  expect(await resetWhatIsDue(dir)).toEqual([]);
  expect(await builds()).toMatchObject({ paths: [], isDue: false });
});

test('a damaged note resets nothing', async () => {
  await writeFile(path.join(dir, 'reset.json'), '["everything"]');
  expect(await resetWhatIsDue(dir)).toEqual([]);
  expect(await readdir(dir)).toContain('builds');
});
