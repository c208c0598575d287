import { z } from 'zod';
import { ContextName } from './contextEdit.ts';

const DNS_NAME =
  /^(\*\.)?([a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)*[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.?$/;

const isAddress = (text: string): boolean => z.ipv4().safeParse(text).success || z.ipv6().safeParse(text).success;

/** How a name goes into a certificate: what clients compare an address with is kept apart from names. */
export const kindOfSubject = (text: string): 'IP' | 'DNS' => (isAddress(text) ? 'IP' : 'DNS');

/** A name or an address by which clients reach the engine. Letters beyond ASCII are written as `xn--…`. */
export const SubjectName = z
  .string()
  .trim()
  .max(253)
  .refine(
    // 999.1.1.1 has the shape of a name: nobody means it as one.
    (text) => isAddress(text) || (DNS_NAME.test(text) && !/^[\d.]+$/.test(text)),
    'This is neither a name of a machine nor an IP address. No port, no “tcp://”.',
  );

export const KeyType = z.enum(['ecdsa-p256', 'rsa-3072', 'rsa-4096']);
export type KeyType = z.infer<typeof KeyType>;

export const CertificateDays = z
  .number()
  .int('Whole days.')
  .min(1, 'One day at least.')
  .max(36_500, 'A hundred years at most.');

/** An absolute path of this computer. */
export const CertificateFolder = z
  .string()
  .trim()
  .max(1000)
  .regex(
    /^(\/|[A-Za-z]:[\\/]|\\\\)[^\0\r\n]*[^\0\r\n/\\]$/,
    'Write the whole path, such as /home/me/docker-certificates.',
  );

/** What the three certificates of an engine by TCP with TLS are to be: authority, engine, client. */
export const CertificateSettings = z
  .object({
    /** Of the set, and of the context that uses it. */
    name: ContextName.max(40),
    /** Where the files go; made with them, so it must not be there or be empty. */
    folder: CertificateFolder,
    names: z.array(SubjectName).min(1, 'Write at least one name or address.').max(100),
    /** Of the engine’s and the client’s certificate. */
    days: CertificateDays,
    authorityDays: CertificateDays,
    keyType: KeyType,
    /** Of the authority’s key. Empty: none. */
    passphrase: z
      .string()
      .max(500)
      .regex(/^[^\0\r\n]*$/, 'In one line.')
      .refine((text) => text === '' || text.length >= 8, 'Eight characters at least, or none.')
      .default(''),
  })
  .refine(({ days: one, authorityDays }) => one <= authorityDays, {
    path: ['days'],
    message: 'A certificate is worth nothing once its authority has expired: not more days than the authority has.',
  });
export type CertificateSettings = z.infer<typeof CertificateSettings>;
export type CertificateSettingsInput = z.input<typeof CertificateSettings>;

/** What this computer offers for them. */
export interface CertificateDefaults {
  /** `OpenSSL 3.0.19 27 Jan 2026`; absent where there is none. */
  readonly openssl?: string;
  /** How to get it, where it is absent. */
  readonly howToInstall: string;
  /** A folder in which nothing is yet has the set’s name added. */
  readonly parentFolder: string;
  readonly hostName: string;
  /** Of this computer, loopback aside. */
  readonly addresses: readonly string[];
}

export interface MadeCertificates {
  readonly folder: string;
  /** Epoch ms, as the certificates themselves say. */
  readonly validUntil: number;
  readonly authorityValidUntil: number;
  /** SHA-256 of the authority’s certificate, to compare by eye. */
  readonly fingerprint: string;
}

/** Where a client’s bundle comes from: a context of the docker CLI, or a folder of certificates. */
export const BundleSource = z.discriminatedUnion('type', [
  z.object({ type: z.literal('context'), name: ContextName }),
  z.object({ type: z.literal('folder'), name: ContextName, folder: CertificateFolder }),
]);
export type BundleSource = z.infer<typeof BundleSource>;

/** `files`: a tar of ca.pem, cert.pem and key.pem. `context`: what `docker context export` writes. */
export const BundleFormat = z.enum(['files', 'context']);
export type BundleFormat = z.infer<typeof BundleFormat>;

export const MAX_BUNDLE_BYTES = 1024 * 1024;

/** What a bundle has in it, for a context that is made of it. */
export interface ReadBundle {
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  /** Where the bundle says so. */
  readonly name?: string;
  readonly description?: string;
  readonly endpoint?: string;
}
