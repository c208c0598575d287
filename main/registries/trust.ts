import { X509Certificate } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as tls from 'node:tls';
import { AppFailure } from '../../contract/errors.ts';
import { apiHost } from './address.ts';

/** What the connection to one registry rests on, beside the authorities of this computer. */
export interface Trust {
  /** PEM, in addition. */
  readonly authorities: readonly string[];
  readonly client?: { readonly cert: string; readonly key: string };
  /** As the engine's `insecure-registries`: certificates are not checked, and plain HTTP is used where there is no TLS. */
  readonly isInsecure: boolean;
}

type Env = Readonly<Record<string, string | undefined>>;

/** Where Go programs look on Linux (crypto/x509/root_linux.go): the first that is there. */
const SYSTEM_BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/tls/cacert.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

/** Those that Node brings, and those of this computer: a company's own are among them, and Docker uses them too. */
export async function systemAuthorities(env: Env): Promise<readonly string[]> {
  const files = env['SSL_CERT_FILE'] ? [env['SSL_CERT_FILE']] : SYSTEM_BUNDLES;
  for (const file of files) {
    const bundle = await readIfThere(file);
    if (bundle !== undefined) return [...tls.rootCertificates, bundle];
  }
  const { getCACertificates } = tls as { getCACertificates?: (kind: string) => string[] }; // from Node 22.15 on
  return [...tls.rootCertificates, ...(getCACertificates?.('system') ?? [])];
}

/** The folders in which the engine keeps the certificates of registries: of the system, and of a rootless engine. */
export const certsFolders = (env: Env): readonly string[] => [
  '/etc/docker/certs.d',
  join(env['XDG_CONFIG_HOME'] || join(env['HOME'] || homedir(), '.config'), 'docker/certs.d'),
];

/** `<folder>/<host:port>/*.crt` are authorities, `*.cert` with its `*.key` is a client's (docs.docker.com/engine/security/certificates). */
export async function certsOf(registry: string, folders: readonly string[]): Promise<Omit<Trust, 'isInsecure'>> {
  const authorities: string[] = [];
  let client: Trust['client'];
  for (const folder of folders) {
    const dir = join(folder, apiHost(registry));
    const names = await readdir(dir).catch(() => []);
    for (const name of names.filter((one) => one.endsWith('.crt'))) {
      const pem = await readIfThere(join(dir, name));
      if (pem !== undefined) authorities.push(pem);
    }
    for (const name of names.filter((one) => one.endsWith('.cert'))) {
      const [cert, key] = [
        await readIfThere(join(dir, name)),
        await readIfThere(join(dir, `${name.slice(0, -5)}.key`)),
      ];
      if (cert !== undefined && key !== undefined) client ??= { cert, key };
    }
  }
  return { authorities, ...(client && { client }) };
}

/** The text of a CA file that a person chose. Throws `invalid-input` at `caFile`. */
export async function readAuthorityFile(file: string): Promise<string> {
  const refuse = (message: string, hint: string) =>
    new AppFailure({ code: 'invalid-input', path: ['caFile'], message, hint });
  let pem: string;
  try {
    pem = await readFile(file, 'utf8');
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    throw code === 'ENOENT'
      ? refuse(`There is no file “${file}”.`, 'Give the full path of the authority’s certificate.')
      : refuse(`“${file}” cannot be read (${code}).`, 'Make it readable for you.');
  }
  try {
    const certificates = pem.match(CERTIFICATE) ?? [];
    if (certificates.length === 0) throw new Error('no certificate');
    for (const certificate of certificates) new X509Certificate(certificate);
  } catch {
    throw refuse(`“${file}” is not a certificate in PEM form.`, 'It begins with -----BEGIN CERTIFICATE-----.');
  }
  return pem;
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

const readIfThere = (file: string): Promise<string | undefined> => readFile(file, 'utf8').catch(() => undefined);
