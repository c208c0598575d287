import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { TlsFiles } from './endpoint.ts';
import { openConnection } from './open.ts';
import { cutWithoutAlert, tlsFault } from './tlsErrors.ts';
import { makeSet, openssl } from '../certificates/testing/makeSet.ts';
import { startTlsServer } from '../certificates/testing/startTlsServer.ts';

let home: string;
const stopping: (() => Promise<void>)[] = [];
const SERVER = ['-cert', 'server-cert.pem', '-key', 'server-key.pem', '-CAfile', 'ca.pem', '-Verify', '1'];

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'gantry-tls-errors-'));
  if (!openssl) return;
  await makeSet(join(home, 'lab'));
  await makeSet(join(home, 'other'), { name: 'other' });
  await makeSet(join(home, 'elsewhere'), { names: ['engine.example.org', '10.9.8.7'] });
  sign('expired.pem', 'client.ext', ['extendedKeyUsage=clientAuth'], 'key.pem', ['-days', '-1']);
  sign('server-expired.pem', 'server.ext', ['subjectAltName=IP:127.0.0.1'], 'server-key.pem', ['-days', '-1']);
  sign('no-san.pem', 'server.ext', ['extendedKeyUsage=serverAuth'], 'server-key.pem');
});
afterEach(async () => {
  for (const stop of stopping.splice(0)) await stop();
});
afterAll(() => rm(home, { recursive: true, force: true }));

/** By the authority `lab`, in ways that the product never does. */
function sign(out: string, extfile: string, extensions: string[], key: string, more: string[] = []) {
  const cwd = join(home, 'lab');
  const run = (...args: string[]) => execFileSync('openssl', args, { cwd, stdio: 'ignore' });
  execFileSync('sh', ['-c', `printf '%s\\n' '${extensions.join('\n')}' > ${extfile}`], { cwd });
  run('req', '-new', '-subj', '/CN=127.0.0.1', '-key', key, '-out', 'x.csr');
  run(
    'x509',
    '-req',
    '-in',
    'x.csr',
    '-CA',
    'ca.pem',
    '-CAkey',
    'ca-key.pem',
    '-extfile',
    extfile,
    '-out',
    out,
    ...more,
  );
}

const file = (path: string) => readFile(join(home, path));
async function bundle(
  of: string,
  given: Partial<Record<'ca' | 'cert' | 'key', string | undefined>> = {},
): Promise<TlsFiles> {
  const paths = { ca: `${of}/ca.pem`, cert: `${of}/cert.pem`, key: `${of}/key.pem`, ...given };
  const read = (path: string | undefined) => (path ? file(path) : undefined);
  return { ca: await read(paths.ca), cert: await read(paths.cert), key: await read(paths.key) };
}

/** What a person is told who connects with this bundle. */
async function told(tls: TlsFiles, args: readonly string[] = SERVER, set = 'lab') {
  const server = await startTlsServer(join(home, set), args);
  stopping.push(() => server.stop());
  const endpoint = { type: 'tcp', host: '127.0.0.1', port: server.port, tls } as const;
  const failure = await openConnection({ context: 'lab', endpoint, isLocal: false }).then(
    (open) => open.close(),
    (thrown: { error: { message: string } }) => thrown.error,
  );
  return failure;
}
const fault = (message: string) => ({ reason: 'tls', message: expect.stringContaining(message) });

describe.skipIf(!openssl).each(['-tls1_3', '-tls1_2'])('with an engine that speaks %s', (version) => {
  const server = [...SERVER, version];

  test('the bundle of its clients gets in: what answers then is no engine', async () => {
    expect(await told(await bundle('lab'), server)).toMatchObject({ reason: 'not-an-engine' });
  });

  test('no certificate is named as what is missing', async () => {
    const tls = await bundle('lab', { cert: undefined, key: undefined });
    expect(await told(tls, server)).toMatchObject(fault('this context has none'));
  });

  test('a certificate of another authority is named, with that authority', async () => {
    const tls = await bundle('lab', { cert: 'other/cert.pem', key: 'other/key.pem' });
    expect(await told(tls, server)).toMatchObject(fault('“other authority”'));
  });

  test('one that has expired is named, with the day', async () => {
    const tls = await bundle('lab', { cert: 'lab/expired.pem' });
    expect(await told(tls, server)).toMatchObject(fault('(cert.pem) expired on 2'));
  });

  test('the certificate of a server in a client’s place is not accepted', async () => {
    const tls = await bundle('lab', { cert: 'lab/server-cert.pem', key: 'lab/server-key.pem' });
    expect(await told(tls, server)).toMatchObject(fault('does not accept'));
  });
});

describe.skipIf(!openssl)('what the engine shows', () => {
  test('signed by another authority is named with ours, and warned of', async () => {
    const said = await told(await bundle('other'));
    expect(said).toMatchObject(fault('was not signed by the authority of this context (ca.pem, “other authority”)'));
    expect(said).toMatchObject({ hint: expect.stringContaining('somebody may be between') });
  });

  test('without an authority to check it by is not trusted', async () => {
    expect(await told(await bundle('lab', { ca: undefined }))).toMatchObject(fault('no authority to check it by'));
  });

  test('for other names is said with the names it is for', async () => {
    expect(await told(await bundle('elsewhere'), SERVER, 'elsewhere')).toMatchObject(
      fault('not for “127.0.0.1”: it is for engine.example.org, 10.9.8.7'),
    );
  });

  test('with a name in its subject alone, as the book has it, is said to name no address', async () => {
    const said = await told(await bundle('lab'), ['-cert', 'no-san.pem', ...SERVER.slice(2)]);
    expect(said).toMatchObject(fault('no SAN'));
  });

  test('expired is the engine’s to renew', async () => {
    const said = await told(await bundle('lab'), ['-cert', 'server-expired.pem', ...SERVER.slice(2)]);
    expect(said).toMatchObject(fault('The certificate of the engine'));
    expect(said).toMatchObject(fault('has expired'));
  });

  test('a client’s certificate is none for a server', async () => {
    const said = await told(await bundle('lab'), ['-cert', 'cert.pem', '-key', 'key.pem', ...SERVER.slice(4)]);
    expect(said).toMatchObject(fault('not made for a server'));
  });
});

test.skipIf(!openssl)(
  'a key of another certificate, and what is no PEM, are named, and nothing of them is told',
  async () => {
    const mixed = await told(await bundle('lab', { key: 'other/key.pem' }));
    expect(mixed).toMatchObject(fault('does not belong'));
    await writeFile(join(home, 'lab/broken.pem'), 'hello secret');
    const broken = await told(await bundle('lab', { key: 'lab/broken.pem' }));
    expect(broken).toMatchObject(fault('cannot be read'));
    expect(JSON.stringify([mixed, broken])).not.toMatch(/secret|PRIVATE/);
  },
);

test.skipIf(!openssl)(
  'an authority that has run out, and a connection cut without a word, have their causes too',
  async () => {
    const place = { where: 'tcp://lab:2376', host: 'lab', tls: await bundle('lab') };
    const far = Date.now() + 20 * 365 * 86_400_000;
    const { cert: _none, ...withoutCert } = place.tls;
    const expired = Object.assign(new Error('certificate has expired'), { code: 'CERT_HAS_EXPIRED' });
    expect(tlsFault({ ...place, tls: withoutCert }, expired, far)).toMatchObject(fault('“lab authority”) expired on'));
    expect(cutWithoutAlert({ ...place, tls: withoutCert })).toMatchObject(fault('this context has none'));
    expect(cutWithoutAlert(place)).toBeUndefined();
    expect(cutWithoutAlert(place, far)).toMatchObject(fault('expired on'));
  },
);
