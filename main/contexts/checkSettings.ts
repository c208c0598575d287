import { createPrivateKey, X509Certificate } from 'node:crypto';
import { AppFailure } from '../../contract/errors.ts';
import type { ContextSettings, ContextTls } from '../../contract/model/contextEdit.ts';
import { parseSshAddress } from '../../engine/index.ts';
import { parseEndpoint } from './parseEndpoint.ts';

const invalid = (field: string, message: string, hint?: string) =>
  new AppFailure({ code: 'invalid-input', path: [field], message, ...(hint !== undefined && { hint }) });

/** Throws `invalid-input`, with the field, for what could never work. `hasTls`: it has certificates from before. */
export function checkSettings({ name, endpoint, tls }: ContextSettings, hasTls = false): void {
  if (endpoint.startsWith('ssh://')) {
    if (!parseSshAddress(endpoint)) {
      throw invalid('endpoint', `“${endpoint}” is no address for SSH.`, 'It is ssh://USER@HOST, without a password.');
    }
    return;
  }
  const given = tls ? Object.values(tls).some(Boolean) : hasTls;
  try {
    parseEndpoint(name, endpoint, { tls: given ? {} : undefined });
  } catch (thrown) {
    if (!(thrown instanceof AppFailure) || !('hint' in thrown.error)) throw thrown;
    throw invalid('endpoint', thrown.error.message, thrown.error.hint);
  }
  if (tls) checkTls(tls);
}

function checkTls({ ca, cert, key }: ContextTls): void {
  if (ca) readCertificate('ca', ca);
  if (Boolean(cert) !== Boolean(key)) {
    throw invalid(cert ? 'key' : 'cert', 'A certificate and its key belong together: give both, or neither.');
  }
  if (!cert || !key) return;
  const certificate = readCertificate('cert', cert);
  if (/ENCRYPTED/.test(key)) {
    throw invalid(
      'key',
      'The key has a passphrase, which Docker cannot ask for.',
      'openssl pkey -in key.pem takes it off.',
    );
  }
  const privateKey = readOr('key', 'This is no private key in PEM.', () => createPrivateKey(key));
  if (!certificate.checkPrivateKey(privateKey)) throw invalid('key', 'This key does not belong to that certificate.');
}

const readCertificate = (field: string, text: string) =>
  readOr(field, 'This is no certificate in PEM (“-----BEGIN CERTIFICATE-----”).', () => new X509Certificate(text));

/** What the library says may hold a part of the text: it is not told. */
function readOr<T>(field: string, message: string, read: () => T): T {
  try {
    return read();
  } catch {
    throw invalid(field, message);
  }
}
