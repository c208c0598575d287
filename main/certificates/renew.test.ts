import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { renewalCommand } from '../../contract/commands/certificateCommands.ts';
import { toAppError } from '../../contract/errors.ts';
import { Renewal } from '../../contract/model/renewal.ts';
import { readCertificateSet } from './certificateSet.ts';
import { renewCertificates } from './renew.ts';
import { makeSet, openssl } from './testing/makeSet.ts';

const run = promisify(execFile);
let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'gantry-renewal-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const making = () => ({ openssl: openssl ?? '', env: process.env });
const renewal = (folder: string, given: object = {}) =>
  Renewal.parse({
    ...{ folder, parts: ['server', 'client'], names: ['lab.example.org', '10.0.0.7', '2001:db8::7'] },
    ...{ days: 90, keyType: 'ecdsa-p256', ...given },
  });
const certificate = async (...file: string[]) => new X509Certificate(await readFile(join(...file)));
const daysOf = ({ validFrom, validTo }: X509Certificate) =>
  Math.round((Date.parse(validTo) - Date.parse(validFrom)) / 86_400_000);
const problem = (made: Promise<unknown>) => made.then(() => expect.fail('It was not refused.'), toAppError);

describe.skipIf(!openssl)('a renewal', () => {
  test('is by the same authority, beside what is in use, as the shown commands make it', async () => {
    const names = ['lab.example.org', '10.0.0.7', '2001:db8::7'];
    const [ours, theirs] = [join(home, 'ours'), join(home, "it's theirs")];
    for (const folder of [ours, theirs]) await makeSet(folder, { names });
    const before = await readFile(join(ours, 'server-cert.pem'), 'utf8');
    const set = await readCertificateSet(ours);
    expect(set).toMatchObject({ name: 'lab', names, keyType: 'ecdsa-p256', hasPassphrase: false, waiting: [] });
    expect(set.daysLeft).toBe(3649);
    expect((await renewCertificates(renewal(ours, { names: set.names }), making())).waiting).toEqual([
      ...['server', 'client'],
    ]);
    const command = renewalCommand({ ...renewal(theirs), name: 'lab', hasPassphrase: false });
    await run('sh', ['-ec', command], { cwd: home });

    expect(await readFile(join(ours, 'server-cert.pem'), 'utf8')).toBe(before);
    for (const folder of [ours, theirs]) {
      const authority = await certificate(folder, 'ca.pem');
      const files = ['cert.pem', 'key.pem', 'server-cert.pem', 'server-key.pem'];
      expect((await readdir(join(folder, 'renewal'))).sort()).toEqual(files);
      expect((await stat(join(folder, 'renewal'))).mode & 0o777).toBe(0o700);
      expect((await stat(join(folder, 'renewal/key.pem'))).mode & 0o777).toBe(0o600);
      const server = await certificate(folder, 'renewal/server-cert.pem');
      expect(server.verify(authority.publicKey)).toBe(true);
      expect(server.subjectAltName).toBe('DNS:lab.example.org, IP Address:10.0.0.7, IP Address:2001:DB8:0:0:0:0:0:7');
      expect([server, await certificate(folder, 'renewal/cert.pem')].map(daysOf)).toEqual([90, 90]);
      expect(server.publicKey.equals((await certificate(folder, 'server-cert.pem')).publicKey)).toBe(false);
      expect(server.serialNumber).not.toBe((await certificate(folder, 'renewal/cert.pem')).serialNumber);
    }
  });

  test('can be of one side alone, with other names', async () => {
    const { folder } = await makeSet(join(home, 'set'));
    await renewCertificates(renewal(folder, { parts: ['client'], names: [] }), making());
    expect((await readCertificateSet(folder)).waiting).toEqual(['client']);
    await renewCertificates(renewal(folder, { parts: ['server'], names: ['new.example.org'] }), making());
    expect((await readCertificateSet(folder)).waiting).toEqual(['server']);
    expect((await certificate(folder, 'renewal/server-cert.pem')).subjectAltName).toBe('DNS:new.example.org');
  });

  test('asks for the passphrase of the authority’s key, and leaves nothing when it is wrong', async () => {
    const { folder } = await makeSet(join(home, 'set'), { passphrase: 'open sesame' });
    expect((await readCertificateSet(folder)).hasPassphrase).toBe(true);
    const before = await readdir(folder);
    const wrong = await problem(renewCertificates(renewal(folder, { passphrase: 'close sesame' }), making()));
    expect(wrong).toMatchObject({ code: 'invalid-input', path: ['passphrase'] });
    expect(await readdir(folder)).toEqual(before);
    await renewCertificates(renewal(folder, { passphrase: 'open sesame' }), making());
    expect((await readCertificateSet(folder)).waiting).toEqual(['server', 'client']);
  });

  test('is never good for longer than its authority, and is told where there is none', async () => {
    const { folder } = await makeSet(join(home, 'set'), { days: 5, authorityDays: 10 });
    expect(await problem(renewCertificates(renewal(folder), making()))).toMatchObject({
      ...{ code: 'invalid-input', path: ['days'] },
    });
    await rm(join(folder, 'ca-key.pem'));
    expect(await problem(readCertificateSet(folder))).toMatchObject({ code: 'not-found' });
    expect(() => renewal(folder, { names: [] })).toThrow(/one name/);
  });
});
