import { X509Certificate } from 'node:crypto';

/** What a certificate says of itself. */
export interface CertificateFacts {
  /** `lab authority` */
  readonly name: string;
  readonly issuer: string;
  /** Epoch ms. */
  readonly validFrom: number;
  readonly validUntil: number;
}

/** Of the first certificate in a PEM text; undefined where there is none that can be read. */
export function readCertificateFacts(pem: Buffer | string | undefined): CertificateFacts | undefined {
  if (!pem || pem.length === 0) return undefined;
  try {
    const { subject, issuer, validFrom, validTo } = new X509Certificate(pem);
    return {
      name: commonName(subject),
      issuer: commonName(issuer),
      validFrom: Date.parse(validFrom),
      validUntil: Date.parse(validTo),
    };
  } catch {
    return undefined;
  }
}

const commonName = (subject: string) => /^CN=(.*)$/m.exec(subject)?.[1] ?? subject.replaceAll('\n', ', ');
