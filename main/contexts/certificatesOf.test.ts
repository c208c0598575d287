import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ContextSettings } from '../../contract/model/contextEdit.ts';
import { makeSet, openssl } from '../certificates/testing/makeSet.ts';
import { certificatesOf } from './certificatesOf.ts';
import { writeCliContext } from './cliWrite.ts';
import { discover } from './discover.ts';

let home: string;
beforeEach(async () => void (home = await mkdtemp(join(tmpdir(), 'gantry-certificates-of-'))));
afterEach(() => rm(home, { recursive: true, force: true }));

const inDays = (at = 0) => Math.round((at - Date.now()) / 86_400_000);

test.skipIf(!openssl)('the certificate that runs out first tells until when a context is good', async () => {
  const { folder } = await makeSet(join(home, 'set'), { days: 20, authorityDays: 60 });
  const found = await certificatesOf(folder);
  expect([found?.first, inDays(found?.validUntil)]).toEqual(['cert', 20]);
  await rm(join(folder, 'cert.pem'));
  const authority = await certificatesOf(folder);
  expect([authority?.first, inDays(authority?.validUntil)]).toEqual(['ca', 60]);
  await writeFile(join(folder, 'ca.pem'), 'no certificate');
  expect(await certificatesOf(folder)).toBeUndefined();
});

test.skipIf(!openssl)('contexts by TCP have it, by DOCKER_CERT_PATH too; one that goes by SSH has none', async () => {
  const { folder, read } = await makeSet(join(home, 'set'));
  const [ca, cert, key] = await Promise.all(
    ['ca.pem', 'cert.pem', 'key.pem'].map(async (file) => String(await read(file))),
  );
  const configDir = join(home, '.docker');
  const write = (name: string, endpoint: string) =>
    writeCliContext(configDir, ContextSettings.parse({ name, endpoint, tls: { ca, cert, key } }));
  await write('lab', 'tcp://lab:2376');
  await write('left-over', 'ssh://me@lab');
  await cp(folder, join(home, 'certs'), { recursive: true });
  const env = { HOME: home, XDG_RUNTIME_DIR: home, DOCKER_HOST: 'tcp://there:2376', DOCKER_TLS_VERIFY: '1' };
  const { definitions } = await discover({ env: { ...env, DOCKER_CERT_PATH: join(home, 'certs') }, runDir: home });
  const days = definitions.map(({ name, certificates }) => [name, certificates && inDays(certificates.validUntil)]);
  expect(Object.fromEntries(days)).toEqual({ default: 365, lab: 365, 'left-over': undefined });
});
