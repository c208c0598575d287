import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readParts } from '../engine/native/parts.ts';
import { archivesOf, missingChecksums, pin, readManifest } from './manifest.mjs';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const FILES: Readonly<Record<string, string>> = { '/docker.tgz': 'docker', '/compose': 'compose' };

let dir = '';
let server: Server;
let origin = '';
beforeEach(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'gantry-manifest-'));
  server = createServer(({ url = '' }, response) => {
    const text = FILES[url];
    response.writeHead(text === undefined ? 404 : 200).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  rmSync(dir, { recursive: true });
});

function write(archives: Readonly<Record<string, object>>): string {
  const file = path.join(dir, 'parts.json');
  const part = { name: 'docker', version: '1', licence: 'Apache-2.0', homepage: origin, purpose: 'it', archives };
  writeFileSync(file, JSON.stringify({ parts: [part] }));
  return file;
}
const archive = (name: string, more = {}) => ({ url: `${origin}/${name}`, format: 'file', folder: '.', ...more });

test('the list of what comes along is well-formed, and has archives for all six systems', () => {
  const platforms = ['linux', 'darwin', 'win32'].flatMap((one) => [`${one}-x64`, `${one}-arm64`]);
  for (const { archives } of readParts(readManifest()).parts.filter((part) => part.name !== 'vfkit')) {
    expect(Object.keys(archives).sort()).toEqual([...platforms].sort());
  }
  for (const { archive: one } of archivesOf(readManifest())) expect(one.url).toMatch(/^https:/);
});

test('what a Linux release needs has its checksums', () => {
  expect(missingChecksums(readManifest(), ['linux-x64', 'linux-arm64'])).toEqual([]);
});

test('pin records what it downloads, and never changes what is there', async () => {
  const file = write({
    'linux-x64': archive('docker.tgz'),
    'linux-arm64': archive('compose', { sha256: sha256('old') }),
  });
  expect(await pin(file, () => {})).toEqual([]);
  const [part] = readManifest(file).parts;
  expect(part.archives['linux-x64'].sha256).toBe(sha256('docker'));
  expect(part.archives['linux-arm64'].sha256).toBe(sha256('old'));
  expect(missingChecksums(readManifest(file))).toEqual([]);
});

test('what cannot be downloaded stays without a checksum, and is told with the reason', async () => {
  const file = write({ 'linux-x64': archive('docker.tgz'), 'win32-x64': archive('gone.zip') });
  expect(await pin(file, () => {})).toEqual([`${origin}/gone.zip: HTTP 404`]);
  expect(missingChecksums(readManifest(file))).toEqual([`docker 1 for win32-x64: ${origin}/gone.zip`]);
  expect(readFileSync(file, 'utf8')).not.toContain('null');
});
