import type { UnreachableReason } from '../../contract/errors.ts';
import { readCertificateFacts } from './certificateFacts.ts';
import type { TlsFiles } from './endpoint.ts';

export interface TlsFault {
  readonly reason: UnreachableReason;
  readonly message: string;
  readonly hint: string;
}

interface Thrown {
  readonly code?: unknown;
  /** Of `ERR_TLS_CERT_ALTNAME_INVALID`: the certificate that the other side showed. */
  readonly cert?: unknown;
}

/** Where the engine is, and what this side has for it. */
interface Place {
  readonly where: string;
  readonly host: string;
  readonly tls: TlsFiles;
}

const RENEW = 'Make new ones (Contexts → Certificates…), or ask whoever keeps that engine for a new bundle.';

export const isTlsFailure = (code: string, text: string): boolean =>
  /^(ERR_TLS|ERR_SSL|CERT_|EPROTO|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_OSSL|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH)/.test(
    code,
  ) || /\bTLS\b|SSL routines/.test(text);

/**
 * Why TLS with an engine failed, in words. The only place that knows them. What this side can see for itself (a
 * certificate of its own that has run out, or is not there) is looked at first: the other side’s alert says less.
 */
export function tlsFault(place: Place, thrown: unknown, now = Date.now()): TlsFault {
  const { code: given, cert } = (thrown ?? {}) as Thrown;
  const code = typeof given === 'string' ? given : '';
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  return (
    notTls(place, text) ??
    unreadable(code) ??
    ownExpired(place.tls, now) ??
    theirs(place, code, cert) ??
    refused(place, text) ?? {
      reason: 'tls',
      message: `TLS with ${place.where} did not come about.`,
      hint: 'What was said is below. Compare the certificates on both sides.',
    }
  );
}

/** The connection was cut without a word: some ends do that in place of an alert. */
export function cutWithoutAlert(place: Place, now = Date.now()): TlsFault | undefined {
  return ownExpired(place.tls, now) ?? (place.tls.cert ? undefined : wantsCertificate(place));
}

const of = (message: string, hint: string): TlsFault => ({ reason: 'tls', message, hint });

function notTls({ where }: Place, text: string): TlsFault | undefined {
  if (!/wrong version number|packet length too long|http request/i.test(text)) return undefined;
  return of(`${where} does not speak TLS.`, 'Remove the certificates from this context, or use the TLS port (2376).');
}

function unreadable(code: string): TlsFault | undefined {
  // `ERR_OSSL_X509_KEY_VALUES_MISMATCH`, `ERR_OSSL_PEM_NO_START_LINE`, `ERR_OSSL_UNSUPPORTED`…
  if (!code.startsWith('ERR_OSSL')) return undefined;
  if (code.includes('MISMATCH')) {
    return of(
      'The key of this context (key.pem) does not belong to its certificate (cert.pem).',
      'Give it both from the same bundle.',
    );
  }
  return of(
    'The certificates of this context cannot be read.',
    'They must be PEM files, and the key without a password.',
  );
}

function ownExpired({ ca, cert }: TlsFiles, now: number): TlsFault | undefined {
  const [mine, authority] = [readCertificateFacts(cert), readCertificateFacts(ca)];
  if (mine && mine.validUntil <= now) {
    return of(`Your certificate for this engine (cert.pem) expired on ${day(mine.validUntil)}.`, RENEW);
  }
  if (authority && authority.validUntil <= now) {
    return of(
      `The authority of this context (ca.pem, “${authority.name}”) expired on ${day(authority.validUntil)}.`,
      RENEW,
    );
  }
  if (mine && mine.validFrom > now) {
    return of(
      `Your certificate for this engine (cert.pem) is valid from ${day(mine.validFrom)} on, and not yet.`,
      'Check the clocks of this computer and of the one where it was made.',
    );
  }
  return undefined;
}

/** What this side holds against the engine’s certificate. */
function theirs({ where, host, tls }: Place, code: string, cert: unknown): TlsFault | undefined {
  switch (code) {
    case 'CERT_HAS_EXPIRED':
      return of(
        `The certificate of the engine at ${where} has expired.`,
        'Renew it on that machine, signed by the same authority, and restart the engine. If it is good, check this computer’s clock.',
      );
    case 'CERT_NOT_YET_VALID':
      return of(
        `The certificate of the engine at ${where} is not valid yet.`,
        'Check the clocks of this computer and of that machine.',
      );
    case 'ERR_TLS_CERT_ALTNAME_INVALID': {
      const names = namesOf(cert);
      if (!names) return of(`The certificate of ${where} is for another name.`, 'Use a name that it was made for.');
      return names.length > 0
        ? of(
            `The certificate of the engine is not for “${host}”: it is for ${names.join(', ')}.`,
            'Use one of these in the address of the context, or make a certificate for this name too.',
          )
        : of(
            `The certificate of the engine names no address it is for (no SAN), so it is not for “${host}” either.`,
            'A name in its subject (CN) is not looked at any more. Make one with names and addresses: Contexts → Certificates…',
          );
    }
    case 'INVALID_PURPOSE':
      return of(
        `The certificate of the engine at ${where} was not made for a server.`,
        'It needs extendedKeyUsage serverAuth. The client’s certificate (cert.pem) is not for the engine.',
      );
  }
  if (!/^(DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|CERT_|INVALID_CA)/.test(code)) return undefined;
  const authority = readCertificateFacts(tls.ca);
  return authority
    ? of(
        `The certificate of the engine at ${where} was not signed by the authority of this context (ca.pem, “${authority.name}”).`,
        'The bundle may be of another engine, or of before its certificates were made anew. If neither is so, somebody may be between: do not connect.',
      )
    : of(
        `The certificate of the engine at ${where} is not trusted: this context has no authority to check it by.`,
        'Give the context the authority that signed it (ca.pem), from the engine’s client bundle.',
      );
}

/** What the engine holds against ours, as its alert has it. Go and OpenSSL word them alike. */
function refused(place: Place, text: string): TlsFault | undefined {
  const { where, tls } = place;
  const isAboutUs =
    /certificate required|bad certificate|unsupported certificate|unknown ca|certificate unknown|certificate expired|access denied/i.test(
      text,
    );
  if (!tls.cert && (isAboutUs || /handshake failure/i.test(text))) return wantsCertificate(place);
  if (/certificate expired/i.test(text)) {
    return of(
      `The engine at ${where} says that your certificate has expired.`,
      'By this computer’s clock it has not: check the clock of that machine.',
    );
  }
  if (/unknown ca/i.test(text)) {
    const issuer = readCertificateFacts(tls.cert)?.issuer;
    return of(
      `The engine at ${where} does not know the authority that signed your certificate${issuer ? ` (“${issuer}”)` : ''}.`,
      'Use the bundle of this engine; or its tlscacert is another ca.pem than yours.',
    );
  }
  if (!isAboutUs && !/handshake failure/i.test(text)) return undefined;
  return of(
    `The engine at ${where} does not accept the certificate of this context.`,
    'It must be signed by the authority that the engine trusts, and be made for clients (extendedKeyUsage clientAuth).',
  );
}

const wantsCertificate = ({ where }: Place): TlsFault =>
  of(
    `The engine at ${where} lets only clients in that show a certificate, and this context has none.`,
    'Give the context your certificate and its key (cert.pem, key.pem), from the engine’s client bundle.',
  );

function namesOf(cert: unknown): string[] | undefined {
  if (typeof cert !== 'object' || cert === null) return undefined;
  const names = (cert as { subjectaltname?: unknown }).subjectaltname;
  if (typeof names !== 'string') return [];
  return names.split(', ').map((name) => name.replace(/^(DNS|IP Address|URI):/, ''));
}

/** `2026-11-22`: the same for everybody. */
const day = (at: number) => new Date(at).toISOString().slice(0, 10);
