import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readBundle } from './bundle.ts';
import { install } from './install.ts';
import { readInstallation } from './installation.ts';
import { manifest } from './manifest.ts';
import { checkRequirements } from './requirements.ts';

let root = '';
let bundleDir = '';
let installDir = '';
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'gantry-bundle-'));
  [bundleDir, installDir] = [path.join(root, 'bundle'), path.join(root, 'install')];
  await makeBundle();
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** Programs that say a version, and one plugin, as a package of the app holds them. */
async function makeBundle(): Promise<void> {
  const bin = path.join(root, 'tree/docker');
  await mkdir(bin, { recursive: true });
  await mkdir(bundleDir);
  for (const name of manifest.programs) {
    await writeFile(path.join(bin, name), '#!/bin/sh\necho 9.9.9\n', { mode: 0o755 });
  }
  execFileSync('tar', ['-czf', path.join(bundleDir, 'docker-9.9.9.tar.gz'), '-C', path.join(root, 'tree'), '.']);
  await writeFile(path.join(bundleDir, 'docker-compose'), '#!/bin/sh\n');
  const archives = await Promise.all([
    describe('docker', 'docker-9.9.9.tar.gz', 'tar.gz', '.'),
    describe('docker-compose', 'docker-compose', 'file', 'cli-plugins'),
  ]);
  const parts = archives.map(({ name, sha256 }) => ({ name, version: '9.9.9', source: 'docker-static', sha256 }));
  await writeFile(path.join(bundleDir, 'bundle.json'), JSON.stringify({ parts, archives }));
}

async function describe(name: string, file: string, format: string, folder: string) {
  const sha256 = createHash('sha256')
    .update(await readFile(path.join(bundleDir, file)))
    .digest('hex');
  return { name, file, sha256, format, folder };
}

/** Nothing can be downloaded: there is no apt on the PATH, and the archives of the manifest are at no address. */
const installNow = (source: 'auto' | 'bundled' = 'auto') =>
  install({
    ...{ installDir, bundleDir, source },
    manifest: { ...manifest, debian: { ...manifest.debian, keyring: '/nowhere' }, dockerStatic: {} },
    env: { PATH: process.env['PATH'] },
    signal: new AbortController().signal,
    onProgress: () => {},
  });

test('the engine that came with the app is installed without a network, and says its parts', async () => {
  const { id, parts } = await installNow();
  expect(parts.map(({ name, version }) => `${name} ${version}`)).toEqual(['docker 9.9.9', 'docker-compose 9.9.9']);
  expect(await readInstallation(installDir)).toMatchObject({ id });
  const made = path.join(installDir, id);
  expect(await readdir(path.join(made, 'docker'))).toEqual(expect.arrayContaining([...manifest.programs]));
  expect(await readdir(path.join(made, 'cli-plugins'))).toEqual(['docker-compose']);
});

test('an archive that was changed on its way is refused, and nothing of it is left', async () => {
  await writeFile(path.join(bundleDir, 'docker-compose'), '#!/bin/sh\nrm -rf /\n');
  await expect(installNow('bundled')).rejects.toThrow('docker-compose, which came with Gantry, is damaged');
  expect(await readdir(installDir)).toEqual([]);
});

test('where none came with the app, asking for it says so', async () => {
  await rm(path.join(bundleDir, 'bundle.json'));
  await expect(installNow('bundled')).rejects.toThrow('No engine came with this Gantry.');
});

test('a bundle that names a file outside its folder is none', async () => {
  const file = path.join(bundleDir, 'bundle.json');
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace('"file":"docker-compose"', '"file":"../docker-compose"'));
  expect(await readBundle(bundleDir)).toBeUndefined();
});

test('with it the machine needs no apt to get the programs', async () => {
  const request = { mode: 'root', env: { PATH: '' }, installedAt: undefined, manifest } as const;
  const source = async (dir: string | undefined) =>
    (await checkRequirements({ ...request, bundleDir: dir })).find(({ name }) => name === 'A source of the programs');
  expect(await source(bundleDir)).toMatchObject({ isMet: true, message: 'They came with the app.' });
});
