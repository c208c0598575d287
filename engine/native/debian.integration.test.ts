import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AppFailure } from '../../contract/errors.ts';
import { takeDebianPackages } from './debian.ts';
import { systemEnv } from './environment.ts';
import { hasSha256 } from './digest.ts';
import { install } from './install.ts';
import { readInstallation } from './installation.ts';
import { manifest } from './manifest.ts';

let dir = '';
beforeAll(async () => void (dir = await mkdtemp(path.join(tmpdir(), 'gantry-debian-'))));
afterAll(() => rm(dir, { recursive: true, force: true }));

/** The small one of the engine's packages, from the small one of the releases. */
async function take(name: string, leastVersion: string, signal = new AbortController().signal) {
  const targetDir = path.join(dir, `target-${leastVersion}`);
  await mkdir(targetDir, { recursive: true });
  const seen: { step: string; doneBytes?: number; totalBytes?: number }[] = [];
  const taken = await takeDebianPackages({
    debian: manifest.debian,
    suite: 'trixie',
    packages: [
      { name, leastVersion },
      { name: 'no-such-package', leastVersion: '1', isOptional: true },
    ],
    workDir: path.join(dir, 'work'),
    targetDir,
    env: systemEnv(process.env),
    signal,
    onProgress: (progress) => void seen.push(progress),
  });
  return { targetDir, parts: taken.parts, seen };
}

test('a package is downloaded with apt, checked, unpacked and recorded, without being installed', async () => {
  const { targetDir, parts, seen } = await take('tini', '0.19');
  expect(await readdir(path.join(targetDir, 'usr/bin'))).toContain('tini');
  expect(parts).toEqual([
    { name: 'tini', version: expect.stringMatching(/^0\./), source: 'debian', sha256: expect.any(String) },
  ]);
  const [file = ''] = await readdir(path.join(dir, 'work/downloads'));
  expect(await hasSha256(path.join(dir, 'work/downloads', file), parts[0]?.sha256 ?? '')).toBe(true);
  const { doneBytes, totalBytes } = seen.findLast((progress) => progress.totalBytes !== undefined) ?? {};
  expect(totalBytes).toBeGreaterThan(100_000);
  expect(doneBytes).toBe(totalBytes);
});

test('when the first release cannot be had the next is taken, and what was taken is recorded', async () => {
  const installDir = path.join(dir, 'install');
  const steps = new Set<string>();
  const small = {
    ...manifest,
    programs: ['tini'],
    debian: {
      ...manifest.debian,
      suites: ['no-such-release', 'bookworm'], // The oldest runs wherever a newer one does.
      packages: [{ name: 'tini', leastVersion: '0.19' }],
      ifMissing: [],
    },
  };
  const installation = await install({
    installDir,
    manifest: small,
    source: 'debian',
    env: systemEnv(process.env),
    signal: new AbortController().signal,
    onProgress: ({ step }) => steps.add(step),
  });
  expect([...steps]).toEqual(
    expect.arrayContaining(['Reading what Debian no-such-release has', 'Reading what Debian bookworm has']),
  );
  expect(installation.parts).toEqual([
    { name: 'tini', version: expect.stringMatching(/^0\./), source: 'debian', sha256: expect.any(String) },
  ]);
  expect(await readInstallation(installDir)).toEqual(installation);
  expect(await readdir(path.join(installDir, installation.id, 'usr/bin'))).toContain('tini');
});

test('a release with an older one only is refused by name and version', async () => {
  const thrown: unknown = await take('tini', '99').catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(AppFailure);
  expect((thrown as AppFailure).error).toMatchObject({
    code: 'not-found',
    message: expect.stringMatching(/Debian trixie has no tini of at least version 99 \(only 0\./),
  });
});

test('it can be cancelled', async () => {
  const abort = new AbortController();
  setTimeout(() => abort.abort(), 50);
  const thrown: unknown = await take('tini', '0.1', abort.signal).catch((error: unknown) => error);
  expect((thrown as AppFailure).error.code).toBe('cancelled');
});
