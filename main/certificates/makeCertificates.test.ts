import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { certificatesCommand, certificateSteps } from '../../contract/commands/certificateCommands.ts';
import { CertificateSettings } from '../../contract/model/certificates.ts';
import { makeCertificates } from './makeCertificates.ts';
import { makeSet, openssl, settingsFor } from './testing/makeSet.ts';

const run = promisify(execFile);
const ALL = ['ca-key.pem', 'ca.pem', 'ca.srl', 'cert.pem', 'key.pem', 'server-cert.pem', 'server-key.pem'];

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'gantry-certificates-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const making = () => ({ openssl: openssl ?? '', env: process.env });
const modes = async (folder: string) =>
  Object.fromEntries(
    await Promise.all(
      (await readdir(folder)).map(async (file) => [file, ((await stat(join(folder, file))).mode & 0o777).toString(8)]),
    ),
  ) as Record<string, string>;

/** What matters of one: not its keys, serial numbers and times of day. */
async function factsOf(folder: string, file: string) {
  const certificate = new X509Certificate(await readFile(join(folder, file)));
  const { stdout } = await run('openssl', ['x509', '-in', join(folder, file), '-noout', '-text']);
  const shown = stdout.replaceAll(/\s+/g, ' ');
  return {
    subject: certificate.subject,
    issuer: certificate.issuer,
    names: certificate.subjectAltName,
    isAuthority: certificate.ca,
    keyUsage: /X509v3 Key Usage: critical ([A-Za-z, ]+?) X509v3/.exec(shown)?.[1],
    purposes: /Extended Key Usage: ([A-Za-z ,]+?) X509v3/.exec(shown)?.[1],
    constraints: /Basic Constraints: critical (\S+?(?:, pathlen:\d+)?) X509v3/.exec(shown)?.[1],
    key: certificate.publicKey.asymmetricKeyType,
    details: certificate.publicKey.asymmetricKeyDetails,
    signature: /Signature Algorithm: (\S+)/.exec(shown)?.[1],
    days: Math.round((Date.parse(certificate.validTo) - Date.parse(certificate.validFrom)) / 86_400_000),
  };
}

describe.skipIf(!openssl)('certificates made with the openssl of this computer', () => {
  test.each(['ecdsa-p256', 'rsa-3072'] as const)(
    'by %s are what the commands shown make, run by hand in a shell, and openssl accepts both',
    async (keyType) => {
      const settings = settingsFor(join(home, 'ours'), {
        keyType,
        names: ['lab.example.org', '*.lab', '10.0.0.7', '2001:db8::7', 'lab.example.org.'],
        days: 100,
      });
      await makeCertificates(settings, making());
      const theirs = join(home, "it's $HOME of theirs");
      const command = certificatesCommand({ ...settings, folder: theirs, hasPassphrase: false });
      await run('sh', ['-ec', command], { cwd: home });

      expect((await readdir(settings.folder)).sort()).toEqual(ALL);
      expect(await modes(settings.folder)).toEqual(await modes(theirs));
      for (const file of ['ca.pem', 'server-cert.pem', 'cert.pem']) {
        expect({ file, ...(await factsOf(settings.folder, file)) }).toEqual({ file, ...(await factsOf(theirs, file)) });
      }
      for (const folder of [settings.folder, theirs]) {
        for (const [purpose, file] of [
          ['sslserver', 'server-cert.pem'],
          ['sslclient', 'cert.pem'],
        ] as const) {
          const strict = ['-x509_strict', '-verify_hostname', 'lab.example.org', '-verify_ip', '2001:db8::7'];
          const options = purpose === 'sslserver' ? strict : ['-x509_strict'];
          const args = [
            'verify',
            '-CAfile',
            join(folder, 'ca.pem'),
            '-purpose',
            purpose,
            ...options,
            join(folder, file),
          ];
          expect((await run('openssl', args)).stdout).toContain(': OK');
        }
      }
      expect(await factsOf(settings.folder, 'server-cert.pem')).toMatchObject({
        names: 'DNS:lab.example.org, DNS:*.lab, IP Address:10.0.0.7, IP Address:2001:DB8:0:0:0:0:0:7',
        purposes: 'TLS Web Server Authentication',
        constraints: 'CA:FALSE',
        days: 100,
      });
      expect(await factsOf(settings.folder, 'cert.pem')).toMatchObject({
        purposes: 'TLS Web Client Authentication',
        names: undefined,
      });
      expect(await factsOf(settings.folder, 'ca.pem')).toMatchObject({
        constraints: 'CA:TRUE, pathlen:0',
        keyUsage: 'Certificate Sign, CRL Sign',
        days: 3650,
      });
    },
  );

  test('are for the purpose that they were made for alone', async () => {
    const { folder } = await makeSet(join(home, 'set'));
    for (const [purpose, file] of [
      ['sslclient', 'server-cert.pem'],
      ['sslserver', 'cert.pem'],
    ] as const) {
      const args = ['verify', '-CAfile', join(folder, 'ca.pem'), '-purpose', purpose, join(folder, file)];
      await expect(run('openssl', args)).rejects.toMatchObject({ code: 2 });
    }
  });

  test('have keys that nobody else can read, in a folder that nobody else can look into', async () => {
    const { folder } = await makeSet(join(home, 'set'));
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect(await modes(folder)).toMatchObject({
      ...{ 'ca-key.pem': '600', 'server-key.pem': '600', 'key.pem': '600' },
      ...{ 'ca.pem': '644', 'server-cert.pem': '644', 'cert.pem': '644' },
    });
  });

  test('say themselves until when they are good', async () => {
    const made = await makeCertificates(settingsFor(join(home, 'set'), { days: 30, authorityDays: 60 }), making());
    const inDays = (at: number) => Math.round((at - Date.now()) / 86_400_000);
    expect([inDays(made.validUntil), inDays(made.authorityValidUntil)]).toEqual([30, 60]);
    expect(made.fingerprint).toMatch(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
  });

  test('with a passphrase have an authority’s key that opens with it alone, and no argument ever has it', async () => {
    const secret = 'pässphräse with $pace';
    const spy = join(home, 'openssl');
    // Stands between: notes what every program of this computer could see.
    await writeFile(
      spy,
      `#!/bin/sh\nprintf '%s\\n' "$*" >> '${home}/seen'\nenv >> '${home}/seen'\nexec '${openssl}' "$@"\n`,
      {
        mode: 0o755,
      },
    );
    const settings = settingsFor(join(home, 'set'), { passphrase: secret });
    await makeCertificates(settings, { openssl: spy, env: process.env });
    const seen = await readFile(join(home, 'seen'), 'utf8');
    expect(seen).toContain('-passin stdin');
    expect(seen).not.toContain(secret);
    expect(certificatesCommand({ ...settings, hasPassphrase: true })).not.toContain(secret);
    const key = join(settings.folder, 'ca-key.pem');
    expect(await readFile(key, 'utf8')).toContain('ENCRYPTED');
    const opens = (passphrase: string) =>
      run('openssl', ['pkey', '-in', key, '-noout', '-passin', 'env:GIVEN'], {
        env: { ...process.env, GIVEN: passphrase },
      });
    await opens(secret);
    await expect(opens('another one')).rejects.toMatchObject({ code: 1 });
    for (const file of ['server-key.pem', 'key.pem']) {
      expect(await readFile(join(settings.folder, file), 'utf8')).not.toContain('ENCRYPTED');
    }
  });

  test('are all there or none: what fails in the middle, and what is cancelled, leaves nothing', async () => {
    const broken = join(home, 'openssl');
    await writeFile(broken, `#!/bin/sh\n[ "$1" = x509 ] && { echo 'no luck' >&2; exit 1; }\nexec '${openssl}' "$@"\n`, {
      mode: 0o755,
    });
    const settings = settingsFor(join(home, 'sets/one'));
    await expect(makeCertificates(settings, { openssl: broken, env: process.env })).rejects.toMatchObject({
      error: { code: 'unexpected', engineText: 'no luck' },
    });
    expect(await readdir(join(home, 'sets'))).toEqual([]);

    const abort = new AbortController();
    const slow = join(home, 'slow');
    await writeFile(slow, '#!/bin/sh\nexec sleep 100\n', { mode: 0o755 });
    const made = makeCertificates(settings, { openssl: slow, env: process.env, signal: abort.signal });
    setTimeout(() => abort.abort(), 50);
    await expect(made).rejects.toMatchObject({ error: { code: 'cancelled' } });
    expect(await readdir(join(home, 'sets'))).toEqual([]);
  });

  test('never go over what is in the folder; an empty one is taken', async () => {
    const folder = join(home, 'set');
    await mkdir(folder);
    await writeFile(join(folder, 'ca-key.pem'), 'precious');
    await expect(makeSet(folder)).rejects.toMatchObject({ error: { code: 'name-in-use' } });
    expect(await readFile(join(folder, 'ca-key.pem'), 'utf8')).toBe('precious');
    expect(await readdir(home)).toEqual(['set']);
    await rm(join(folder, 'ca-key.pem'));
    await makeSet(folder);
    expect((await readdir(folder)).sort()).toEqual(ALL);
  });
});

test('there are ten steps, and each has its command', () => {
  const steps = certificateSteps({ ...settingsFor('/home/me/lab'), hasPassphrase: true });
  expect(steps).toHaveLength(10);
  for (const { command, title } of steps) expect([title, command]).not.toContain('');
  expect(steps[1]?.command).toMatch(/^openssl genpkey .*-aes-256-cbc -out ca-key\.pem$/);
});

test.each([
  [{ names: ['lab,IP:1.2.3.4'] }, 'neither'],
  [{ names: ['lab\nkeyUsage = x'] }, 'neither'],
  [{ names: ['tcp://lab:2376'] }, 'neither'],
  [{ names: ['lab:2376'] }, 'neither'],
  [{ names: ['300.1.1.1'] }, 'neither'],
  [{ names: [] }, 'at least one'],
  [{ days: 0 }, 'One day'],
  [{ days: 400, authorityDays: 365 }, 'expired'],
  [{ folder: 'here' }, 'whole path'],
  [{ folder: '/' }, 'whole path'],
  [{ name: 'lab/../x' }, 'letters'],
  [{ passphrase: 'short' }, 'Eight'],
  [{ passphrase: 'two lines\nof it' }, 'one line'],
])('%j is refused before anything is made', (given, said) => {
  const { name, folder, names, days, authorityDays, keyType } = settingsFor('/home/me/lab');
  const read = CertificateSettings.safeParse({ name, folder, names, days, authorityDays, keyType, ...given });
  expect(read.error?.issues.map(({ message }) => message).join()).toContain(said);
});
