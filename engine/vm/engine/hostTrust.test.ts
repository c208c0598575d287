import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { hostCertificates, hostProxies } from './hostTrust.ts';

test('the proxies of the environment are the engine’s; one of this machine itself is found at its address', () => {
  expect(hostProxies({}, true)).toBeUndefined();
  expect(hostProxies({ HTTPS_PROXY: 'http://me:secret@proxy.example:3128', no_proxy: '.example' }, true)).toEqual({
    'http-proxy': '',
    'https-proxy': 'http://me:secret@proxy.example:3128',
    'no-proxy': '.example',
  });
  const local = { http_proxy: 'http://a:b@localhost:8080', HTTPS_PROXY: 'http://127.0.0.1:8080/' };
  expect(hostProxies(local, true)).toMatchObject({
    'http-proxy': 'http://a:b@10.0.2.2:8080',
    'https-proxy': 'http://10.0.2.2:8080/',
  });
  expect(hostProxies(local, false)).toMatchObject({ 'https-proxy': 'http://127.0.0.1:8080/' });
  expect(hostProxies({ HTTP_PROXY: 'http://localhost.example:1' }, true)?.['http-proxy']).toBe(
    'http://localhost.example:1',
  );
});

test('certificates that were added to this machine are read, each once; what is none is passed over', async () => {
  const dir = await mkdtemp(path.join(tmpdir(), 'gantry-trust-'));
  const pem = (name: string) => `-----BEGIN CERTIFICATE-----\n${name}\n-----END CERTIFICATE-----`;
  await writeFile(path.join(dir, 'a.crt'), `words before\n${pem('AAAA')}\n${pem('BBBB')}\n`);
  await writeFile(path.join(dir, 'b.pem'), pem('AAAA'));
  await writeFile(path.join(dir, 'notes.txt'), pem('CCCC'));
  expect(await hostCertificates({}, 'linux', [dir, '/nowhere'])).toEqual([pem('AAAA'), pem('BBBB')]);
  expect(await hostCertificates({ PATH: '/nowhere' }, 'darwin', [dir])).toEqual([]);
  await rm(dir, { recursive: true });
});
