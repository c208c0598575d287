import { X509Certificate } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { CERTIFICATE_FILES, RENEWAL_FOLDER } from '../../contract/commands/certificateCommands.ts';
import { AppFailure } from '../../contract/errors.ts';
import type { KeyType } from '../../contract/model/certificates.ts';
import { type CertificateSet, RenewedPart } from '../../contract/model/renewal.ts';
import { readCertificateFacts } from '../docker/certificateFacts.ts';
import { fileFailure } from '../storage/fileFailure.ts';

const DAY_MS = 86_400_000;

/** What a folder of certificates has. Rejects with `not-found` where the authority and its key are not in it. */
export async function readCertificateSet(folder: string, now = Date.now()): Promise<CertificateSet> {
  const [ca, authorityKey, serverPem, clientPem] = await Promise.all([
    readIn(folder, 'ca.pem'),
    readIn(folder, 'ca-key.pem'),
    readIn(folder, CERTIFICATE_FILES.server.cert),
    readIn(folder, CERTIFICATE_FILES.client.cert),
  ]);
  const authority = readCertificateFacts(ca);
  if (!authority || !authorityKey) throw noAuthority(folder);
  const server = readCertificateFacts(serverPem);
  const client = readCertificateFacts(clientPem);
  return {
    folder,
    name: authority.name.replace(/ authority$/, ''),
    names: serverPem ? namesOf(new X509Certificate(serverPem)) : [],
    keyType: keyTypeOf(serverPem ?? clientPem),
    authorityValidUntil: authority.validUntil,
    daysLeft: Math.max(0, Math.floor((authority.validUntil - now) / DAY_MS)),
    ...(server && { serverValidUntil: server.validUntil }),
    ...(client && { clientValidUntil: client.validUntil }),
    hasPassphrase: authorityKey.toString().includes('ENCRYPTED'),
    waiting: await waitingIn(folder),
  };
}

export async function waitingIn(folder: string): Promise<readonly RenewedPart[]> {
  const files = await readdir(path.join(folder, RENEWAL_FOLDER)).catch((): string[] => []);
  return RenewedPart.options.filter((part) => files.includes(CERTIFICATE_FILES[part].cert));
}

/** Undefined where it is not there. */
async function readIn(folder: string, file: string): Promise<Buffer | undefined> {
  const from = path.join(folder, file);
  return readFile(from).catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code === 'ENOENT' || thrown.code === 'ENOTDIR') return undefined;
    throw fileFailure(thrown, from, 'read');
  });
}

/** `DNS:lab.example.org, IP Address:10.0.0.7`, as a person wrote them. */
function namesOf({ subjectAltName = '' }: X509Certificate): string[] {
  return subjectAltName
    .split(', ')
    .filter((one) => /^(DNS|IP Address):/.test(one))
    .map((one) => one.replace(/^(DNS|IP Address):/, ''))
    .map((name) => (name.includes(':') ? shortIpv6(name) : name));
}

/** Node writes all eight groups. */
const shortIpv6 = (address: string): string => new URL(`http://[${address}]`).hostname.slice(1, -1);

function keyTypeOf(pem: Buffer | undefined): KeyType {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = pem ? new X509Certificate(pem).publicKey : {};
  if (type !== 'rsa') return 'ecdsa-p256';
  return (details?.modulusLength ?? 0) > 3072 ? 'rsa-4096' : 'rsa-3072';
}

const noAuthority = (folder: string) =>
  new AppFailure({
    code: 'not-found',
    message: `${folder} has no authority: ca.pem and ca-key.pem are not both in it.`,
    hint: 'Name the folder in which the certificates were made. Where somebody else has the authority, ask them for a new bundle and read that in under “Change”.',
  });
