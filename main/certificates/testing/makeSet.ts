import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CertificateSettings, type CertificateSettingsInput } from '../../../contract/model/certificates.ts';
import { makeCertificates } from '../makeCertificates.ts';
import { findOpenssl } from '../openssl.ts';

export const openssl = await findOpenssl(process.env);

export const settingsFor = (folder: string, given: Partial<CertificateSettingsInput> = {}): CertificateSettings =>
  CertificateSettings.parse({
    name: 'lab',
    folder,
    names: ['localhost', '127.0.0.1'],
    days: 365,
    authorityDays: 3650,
    keyType: 'ecdsa-p256',
    ...given,
  });

/** Certificates as the product makes them, in a folder, and what reads them. */
export async function makeSet(folder: string, given?: Partial<CertificateSettingsInput>) {
  if (!openssl) throw new Error('This needs openssl.');
  await makeCertificates(settingsFor(folder, given), { openssl, env: process.env });
  return { folder, read: (file: string) => readFile(join(folder, file)) };
}
