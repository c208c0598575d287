import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkSignature } from '../app/updates/signature.ts';
import { writeReleaseFiles } from './release-files.mjs';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const PRIVATE = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const PUBLIC = publicKey.export({ type: 'spki', format: 'pem' }).toString();

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'gantry-release-'));
  writeFileSync(path.join(dir, 'gantry_1.3.0_amd64.deb'), 'the package');
  writeFileSync(path.join(dir, 'latest-linux.yml'), 'version: 1.3.0\nfiles: []\n');
});
afterEach(() => rmSync(dir, { recursive: true }));

const signed = () => ({
  text: readFileSync(path.join(dir, 'checksums.json'), 'utf8'),
  signature: readFileSync(path.join(dir, 'checksums.json.sig'), 'utf8'),
});

test('what a release signs is what the app takes: this file, in this version', async () => {
  writeReleaseFiles(dir, PRIVATE);
  const file = path.join(dir, 'gantry_1.3.0_amd64.deb');
  await checkSignature({ file, version: '1.3.0' }, signed(), PUBLIC);
  await expect(checkSignature({ file, version: '9.0.0' }, signed(), PUBLIC)).rejects.toThrow(
    'not what Gantry’s makers',
  );
  writeFileSync(file, 'the packagE');
  await expect(checkSignature({ file, version: '1.3.0' }, signed(), PUBLIC)).rejects.toThrow(
    'not what Gantry’s makers',
  );
});

test('a release of two versions, or of none, is signed by nobody', () => {
  writeFileSync(path.join(dir, 'beta.yml'), 'version: 1.4.0\nfiles: []\n');
  expect(() => writeReleaseFiles(dir, PRIVATE)).toThrow('one version');
  rmSync(path.join(dir, 'beta.yml'));
  rmSync(path.join(dir, 'latest-linux.yml'));
  expect(() => writeReleaseFiles(dir, PRIVATE)).toThrow('one version');
  expect(() => writeReleaseFiles(dir, '')).toThrow('RELEASE_KEY');
});
