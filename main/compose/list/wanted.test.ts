import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Wanted, WantedCounts } from './wanted.ts';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(path.join(tmpdir(), 'gantry-wanted-'))));
afterEach(() => rm(folder, { recursive: true }));

test('the files of many stacks are read once, told together, and read again when they were written', async () => {
  const told: string[][] = [];
  const wanted = new Wanted((projects) => told.push([...projects].toSorted()));
  const stack = (name: string) => ({
    ...{ workingDir: folder, configFiles: [path.join(folder, `${name}.yaml`)], envFiles: [], profiles: [] },
  });
  const names = Array.from({ length: 20 }, (_, index) => `s${String(index).padStart(2, '0')}`);
  for (const name of names) await writeFile(path.join(folder, `${name}.yaml`), 'services: {a: {scale: 2}, b: {}}\n');
  for (const name of names) expect(wanted.of(name, stack(name), 1)).toBeUndefined();
  for (const name of names) expect(wanted.of(name, stack(name), 1)).toBeUndefined();
  await vi.waitFor(() => expect(told.flat().toSorted()).toEqual(names));
  expect(told.length).toBeLessThan(10);
  expect(names.map((name) => wanted.of(name, stack(name), 1))).toEqual(names.map(() => 3));

  await writeFile(path.join(folder, 's00.yaml'), 'services: {a: {}}\n');
  expect(wanted.of('s00', stack('s00'), 2)).toBe(3);
  await vi.waitFor(() => expect(wanted.of('s00', stack('s00'), 2)).toBe(1));
  expect(wanted.of('gone', stack('gone'), 1)).toBeUndefined();
  wanted.close();
});

test('what was read is known at once to whoever looks again, and only that', async () => {
  const counts = new WantedCounts();
  const file = path.join(folder, 'a.yaml');
  await writeFile(file, 'services: {a: {scale: 2}}\n');
  const files = { workingDir: folder, configFiles: [file], envFiles: [], profiles: [] };
  const first = new Wanted(() => {}, counts);
  first.of('a', files, 1);
  await vi.waitFor(() => expect(first.of('a', files, 1)).toBe(2));
  first.close();
  const told = vi.fn<() => void>();
  const second = new Wanted(told, counts);
  expect(second.of('a', files, 1)).toBe(2);
  expect(second.of('a', { ...files, profiles: ['x'] }, 1)).toBe(2); // of before, until it is read
  await vi.waitFor(() => expect(counts.has(JSON.stringify([{ ...files, profiles: ['x'] }, 1]))).toBe(true));
  expect(told).not.toHaveBeenCalled(); // it is the same
  second.close();
});
