import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { thisArch } from '../guest/arch.ts';
import { guestDir, hypervisorDir } from './bundled.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'gantry-bundled-'));
});
afterEach(() => rm(dir, { recursive: true }));

const guestIn = async (...parts: string[]) => {
  const folder = path.join(dir, ...parts);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'manifest.json'), '{}');
  return folder;
};

test('the guest is the named one, else the app’s, else what was built of these sources', async () => {
  const from = path.join(dir, 'dist/main');
  await mkdir(path.join(dir, '.cache'), { recursive: true });
  await writeFile(path.join(dir, 'package.json'), '{}');
  const resourcesDir = path.join(dir, 'resources');
  expect(guestDir({}, { from })).toBe(path.join(dir, '.cache/guest/built', thisArch()));
  const built = await guestIn('.cache/guest/built', thisArch());
  expect(guestDir({}, { from, resourcesDir })).toBe(built);
  const ofApp = await guestIn('resources/guest');
  expect(guestDir({}, { from, resourcesDir })).toBe(ofApp);
  const named = await guestIn('mine', thisArch());
  expect(guestDir({ GANTRY_GUEST: path.join(dir, 'mine') }, { from, resourcesDir })).toBe(named);
});

test('where there is none it is looked for where it belongs', () => {
  const resourcesDir = path.join(dir, 'resources');
  expect(guestDir({}, { from: dir, resourcesDir })).toBe(path.join(resourcesDir, 'guest'));
  expect(guestDir({ GANTRY_GUEST: '/nowhere' })).toBe('/nowhere');
});

test('a hypervisor of one’s own comes first; without any the PATH is left', async () => {
  const resourcesDir = path.join(dir, 'resources');
  expect(hypervisorDir({}, { from: dir, resourcesDir })).toBeUndefined();
  await mkdir(path.join(resourcesDir, 'qemu'), { recursive: true });
  expect(hypervisorDir({}, { from: dir, resourcesDir })).toBe(path.join(resourcesDir, 'qemu'));
  expect(hypervisorDir({ GANTRY_QEMU: dir }, { from: dir, resourcesDir })).toBe(dir);
});
