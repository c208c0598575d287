import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeCertificates } from './testing/certificates.ts';
import { certsFolders, certsOf, readAuthorityFile, systemAuthorities } from './trust.ts';

let dir: string;
beforeEach(async () => void (dir = await mkdtemp(join(tmpdir(), 'gantry-trust-'))));
afterEach(() => rm(dir, { recursive: true }));

test('certificates lie where the engine looks for them: authorities, and a client’s with its key', async () => {
  const of = async (name: string, text: string) => {
    await mkdir(join(dir, 'registry.example:8443'), { recursive: true });
    await writeFile(join(dir, 'registry.example:8443', name), text);
  };
  await of('ca.crt', 'authority');
  await of('client.cert', 'certificate');
  await of('client.key', 'key');
  await of('alone.cert', 'has no key');
  expect(await certsOf('registry.example:8443', [join(dir, 'nothing'), dir])).toEqual({
    authorities: ['authority'],
    client: { cert: 'certificate', key: 'key' },
  });
  expect(await certsOf('registry.example', [dir])).toEqual({ authorities: [] });
});

test('both the system’s folder and that of a rootless engine are looked into', () => {
  expect(certsFolders({ HOME: '/home/me' })).toEqual(['/etc/docker/certs.d', '/home/me/.config/docker/certs.d']);
  expect(certsFolders({ HOME: '/home/me', XDG_CONFIG_HOME: '/etc/me' })[1]).toBe('/etc/me/docker/certs.d');
});

test('authorities of this computer count, from where SSL_CERT_FILE says', async () => {
  const { ca } = await makeCertificates(dir);
  const found = await systemAuthorities({ SSL_CERT_FILE: ca });
  expect(found.at(-1)).toContain('BEGIN CERTIFICATE');
  expect(found.length).toBeGreaterThan(50);
});

test('a CA file that is not there or is none says which and why', async () => {
  const { ca, key } = await makeCertificates(dir);
  expect(await readAuthorityFile(ca)).toContain('BEGIN CERTIFICATE');
  await expect(readAuthorityFile(join(dir, 'none'))).rejects.toMatchObject({
    error: { path: ['caFile'], message: expect.stringContaining('There is no file') },
  });
  await expect(readAuthorityFile(key)).rejects.toMatchObject({
    error: { message: expect.stringContaining('not a certificate') },
  });
  await writeFile(join(dir, 'cut'), '-----BEGIN CERTIFICATE-----\nAAAA\n');
  await expect(readAuthorityFile(join(dir, 'cut'))).rejects.toMatchObject({ error: { code: 'invalid-input' } });
});
