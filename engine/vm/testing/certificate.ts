import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { TlsFiles } from './registry.ts';

/** A certificate for `names` (`DNS:…`, `IP:…`), signed by an authority of its own: `ca.crt` alone in `dir`, for who is to trust it. */
export function makeCertificate(dir: string, names: readonly string[]): TlsFiles {
  mkdirSync(dir);
  const [caKey, ca] = [`${dir}-ca.key`, path.join(dir, 'ca.crt')];
  const [key, cert] = [`${dir}.key`, `${dir}.crt`];
  const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { stdio: 'ignore' });
  const made = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  openssl(...made, '-subj', '/CN=Authority of a test', '-keyout', caKey, '-out', ca);
  const leaf = ['-subj', '/CN=registry', '-addext', `subjectAltName=${names.join(',')}`];
  openssl(...made, ...leaf, '-CA', ca, '-CAkey', caKey, '-keyout', key, '-out', cert);
  return { cert, key };
}
