import { execFile } from 'node:child_process';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tlsEndpoint } from '../../contract/commands/engineTlsText.ts';
import type { GantryClient } from '../../contract/index.ts';
import { testEngine } from '../../engine/testing/testEngine.ts';
import { settingsFor } from './testing/makeSet.ts';
import { type StartedGantry, startGantry } from './testing/startGantry.ts';
import { startTlsDockerd, type TlsDockerd } from './testing/startTlsDockerd.ts';

const run = promisify(execFile);
let app: StartedGantry | undefined;
let home: string;
let folder: string;
let client: GantryClient;
let engine: TlsDockerd | undefined;

beforeAll(async () => {
  app = await startGantry();
  ({ client, home } = app);
  folder = join((await client.certificates.defaults({})).parentFolder, 'lab');
  await client.certificates.create(settingsFor(folder));
});
afterAll(async () => {
  await engine?.stop();
  await app?.close();
});

/** A certificate of the set as it is a day after its end, for the same key and purpose. */
async function expire(of: 'server' | 'client'): Promise<void> {
  const [key, cert] = of === 'server' ? ['server-key.pem', 'server-cert.pem'] : ['key.pem', 'cert.pem'];
  const purpose = of === 'server' ? 'serverAuth\nsubjectAltName = DNS:localhost,IP:127.0.0.1' : 'clientAuth';
  await writeFile(join(home, 'ext'), `extendedKeyUsage = ${purpose}\n`);
  const openssl = (...args: string[]) => run('openssl', args, { cwd: folder });
  await openssl('req', '-new', '-subj', '/CN=lab', '-key', key, '-out', join(home, 'csr'));
  const by = ['-CA', 'ca.pem', '-CAkey', 'ca-key.pem', '-CAserial', 'ca.srl', '-extfile', join(home, 'ext')];
  await openssl('x509', '-req', '-in', join(home, 'csr'), ...by, '-days', '-1', '-out', cert);
}

const cli = (...args: string[]) => run(testEngine().cliPath, args, { env: { PATH: process.env['PATH'], HOME: home } });

test('an engine whose certificate has run out is refused with that reason, and renewed it is let in again', async () => {
  await expire('server');
  engine = await startTlsDockerd(folder);
  const settings = { name: 'lab', description: '', endpoint: tlsEndpoint('127.0.0.1', engine.port) };
  await client.certificates.addContext({ folder, settings });
  await client.contexts.select({ context: 'lab' });
  const refused = await app!.context(({ state }) => state.type === 'unreachable');
  expect(refused.state).toMatchObject({
    error: {
      reason: 'tls',
      message: `The certificate of the engine at ${settings.endpoint} has expired.`,
      hint: expect.stringContaining('Renew it on that machine'),
    },
  });
  await expect(cli('--context', 'lab', 'version')).rejects.toMatchObject({
    stderr: expect.stringContaining('expired'),
  });

  const { names, keyType, serverValidUntil = 0 } = await client.certificates.inspectSet({ folder });
  expect(serverValidUntil).toBeLessThan(Date.now());
  await client.certificates.renew({ folder, parts: ['server'], names: [...names], days: 30, keyType });
  await engine.stop();
  // What a person puts in the place of the old one on the engine's machine.
  const there = join(home, 'engine');
  await mkdir(there);
  await copyFile(join(folder, 'ca.pem'), join(there, 'ca.pem'));
  for (const file of ['server-cert.pem', 'server-key.pem']) {
    await copyFile(join(folder, 'renewal', file), join(there, file));
  }
  engine = await startTlsDockerd(there);
  await client.contexts.update({ ...settings, endpoint: tlsEndpoint('127.0.0.1', engine.port) });
  expect((await client.certificates.takeOver({ folder, context: 'lab' })).parts).toEqual([
    { part: 'server', state: 'in-use' },
  ]);
  await app!.context(({ state }) => state.type === 'connected');
}, 120_000);

test('a certificate of one’s own that has run out is named as that, and until when is in the list', async () => {
  await expire('client');
  const endpoint = tlsEndpoint('127.0.0.1', engine?.port ?? 0);
  await client.contexts.remove({ name: 'lab' });
  await client.certificates.addContext({ folder, settings: { name: 'lab', description: '', endpoint } });
  await client.contexts.select({ context: 'lab' });
  const { state, certificates } = await app!.context((lab) => lab.state.type === 'unreachable');
  expect(state).toMatchObject({
    error: { reason: 'tls', message: expect.stringMatching(/^Your certificate .* \(cert\.pem\) expired on \d{4}-/) },
  });
  expect(certificates).toMatchObject({ first: 'cert' });
  expect(certificates?.validUntil).toBeLessThan(Date.now());
  await expect(cli('--context', 'lab', 'version')).rejects.toMatchObject({ code: 1 });
}, 60_000);
