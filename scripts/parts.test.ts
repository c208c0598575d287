import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readBundle } from '../engine/native/bundle.ts';
import { prepareParts } from './parts.mjs';

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');

let dir = '';
let server: Server;
let origin = '';
let files: Record<string, Buffer> = {};
beforeEach(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'gantry-parts-'));
  mkdirSync(path.join(dir, 'docker'));
  // New bytes for each test, as what was downloaded is kept by its checksum.
  writeFileSync(path.join(dir, 'docker/docker'), `docker ${dir}`, { mode: 0o755 });
  execFileSync('tar', ['-czf', path.join(dir, 'docker.tgz'), '-C', dir, 'docker']);
  files = { '/docker.tgz': readFileSync(path.join(dir, 'docker.tgz')), '/compose': Buffer.from(`compose ${dir}`) };
  server = createServer(({ url = '' }, response) => void response.writeHead(files[url] ? 200 : 404).end(files[url]));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  for (const bytes of Object.values(files)) {
    rmSync(new URL(`../.cache/parts/downloads/${sha256(bytes)}`, import.meta.url), { force: true });
  }
  rmSync(dir, { recursive: true });
});

function manifest(platform: string, checksums: { docker?: string; compose?: string } = {}) {
  const { docker = sha256(files['/docker.tgz']!), compose = sha256(files['/compose']!) } = checksums;
  const part = (name: string, archive: object) => ({
    ...{ name, version: '1.0', licence: 'Apache-2.0', homepage: origin, archives: { [platform]: archive } },
  });
  return {
    parts: [
      part('docker', { url: `${origin}/docker.tgz`, sha256: docker, format: 'tar.gz', folder: '.' }),
      part('docker-compose', {
        ...{ url: `${origin}/compose`, ...(compose && { sha256: compose }), format: 'file', folder: 'cli-plugins' },
      }),
    ],
    guest: { files: { 'darwin-arm64': { arch: 'arm64', files: ['kernel', 'manifest.json'] } } },
  };
}
const prepare = (platform: string, more: object = {}) =>
  prepareParts(platform, { out: path.join(dir, 'out'), manifest: manifest(platform), guestDir: dir, ...more });

test('on Linux the archives come along whole, with a list that the engine’s installation reads', async () => {
  const { parts, missing } = await prepare('linux-x64');
  expect(missing).toEqual([]);
  expect(parts.map(({ name }: { name: string }) => name)).toEqual(['docker', 'docker-compose']);
  const engine = path.join(dir, 'out/engine');
  const bundle = await readBundle(engine);
  expect(bundle?.archives.map(({ file }) => file)).toEqual(['docker-1.0.tar.gz', 'docker-compose']);
  for (const { file, sha256: wanted } of bundle!.archives) {
    expect(sha256(readFileSync(path.join(engine, file)))).toBe(wanted);
  }
});

test('elsewhere the command line tools come along as they are run', async () => {
  const { missing } = await prepare('win32-x64');
  expect(missing).toEqual([]);
  expect(readFileSync(path.join(dir, 'out/tools/docker/docker'), 'utf8')).toBe(`docker ${dir}`);
  const compose = path.join(dir, 'out/tools/cli-plugins/docker-compose');
  expect(statSync(compose).mode & 0o111).not.toBe(0);
  expect(await readBundle(path.join(dir, 'out/engine'))).toBeUndefined();
});

test('what is not what the list expects is not packed, and half an engine is none', async () => {
  const { parts, missing } = await prepare('linux-x64', {
    manifest: manifest('linux-x64', { compose: sha256('other') }),
  });
  expect(missing).toEqual([
    `docker-compose 1.0 for linux-x64: ${origin}/compose is not what resources/parts.json expects`,
  ]);
  expect(parts).toEqual([]);
  expect(readdirSync(path.join(dir, 'out/engine'))).toEqual([]);
});

test('what has no checksum is not downloaded', async () => {
  const { missing } = await prepare('linux-x64', { manifest: manifest('linux-x64', { compose: '' }) });
  expect(missing).toEqual(['docker-compose 1.0 for linux-x64 has no checksum']);
});

test('the guest comes along with its packages; changed after it was built, it stops the packing', async () => {
  mkdirSync(path.join(dir, 'arm64'));
  writeFileSync(path.join(dir, 'arm64/kernel'), 'kernel');
  const made = {
    version: '28-abc',
    packages: [{ name: 'docker.io', version: '28', sha256: sha256('d'), licences: ['Apache-2.0'] }],
    parts: [{ file: 'kernel', sizeBytes: 6, sha256: sha256('kernel') }],
  };
  writeFileSync(path.join(dir, 'arm64/manifest.json'), JSON.stringify(made));
  const { parts, missing } = await prepare('darwin-arm64');
  expect(missing).toEqual([]);
  expect(parts.map(({ name, version }: { name: string; version: string }) => `${name} ${version}`)).toEqual(
    expect.arrayContaining(['guest 28-abc', 'docker.io 28']),
  );
  expect(existsSync(path.join(dir, 'out/guest/kernel'))).toBe(true);

  writeFileSync(path.join(dir, 'arm64/kernel'), 'another');
  await expect(prepare('darwin-arm64')).rejects.toThrow('build the guest again');
});
