import { AppFailure, type RegistryReason } from '../../contract/errors.ts';
import { isLoopback } from './address.ts';

/** Whatever a request to a registry threw: sockets, TLS, timeouts, aborts. The only place that knows them. */
export function toRegistryFailure(thrown: unknown, registry: string, signal?: AbortSignal): AppFailure {
  if (thrown instanceof AppFailure) return thrown;
  if (signal?.aborted) return new AppFailure({ code: 'cancelled', message: 'Cancelled.' });
  const { code = '', text } = rootOf(thrown);
  const { reason, message, hint } = explain(code, text, registry);
  return new AppFailure({
    code: 'registry-unreachable',
    registry,
    reason,
    message,
    hint,
    engineText: `${code ? `${code}: ` : ''}${text}`,
  });
}

export const notARegistry = (registry: string, why: string, engineText?: string): AppFailure =>
  new AppFailure({
    code: 'registry-unreachable',
    registry,
    reason: 'not-a-registry',
    message: `What answers at ${registry} is not a registry. ${why}`,
    hint: 'Check the address and the port: a registry may have one of its own, apart from its web page.',
    ...(engineText && { engineText }),
  });

/** Several addresses of a name are tried at once; what happened is in the first of the errors. */
function rootOf(thrown: unknown): { code?: string; text: string } {
  const { code, message, cause, errors } = thrown as {
    code?: unknown;
    message?: string;
    cause?: unknown;
    errors?: readonly unknown[];
  };
  const inner = errors?.[0] ?? cause;
  if (inner && typeof inner === 'object') return rootOf(inner);
  return { ...(typeof code === 'string' && { code }), text: message ?? String(thrown) };
}

interface Explained {
  readonly reason: RegistryReason;
  readonly message: string;
  readonly hint: string;
}

const TLS = /^(ERR_TLS|ERR_SSL|CERT_|EPROTO|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_OSSL)/;

function explain(code: string, text: string, registry: string): Explained {
  if (TLS.test(code) || /SSL routines/.test(text)) return ofTls(code, text, registry);
  switch (code) {
    case 'ECONNREFUSED':
      return {
        reason: 'refused',
        message: `Nothing listens at ${registry}: the connection was refused.`,
        hint: isLoopback(registry)
          ? 'Start the registry, or check its port.'
          : 'Check the address and the port, and that no firewall is between.',
      };
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return {
        reason: 'unknown-host',
        message: `The machine ${registry} is not known.`,
        hint: 'Check the spelling, and that this computer is on the network (or VPN) that knows it.',
      };
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'UND_ERR_HEADERS_TIMEOUT':
    case 'UND_ERR_BODY_TIMEOUT':
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return {
        reason: 'timeout',
        message: `${registry} does not answer.`,
        hint: 'Check the address, the network, and the proxy (HTTPS_PROXY, NO_PROXY) that Gantry was started with.',
      };
    default:
      if (code.startsWith('HPE_') || /^Parse Error/i.test(text)) {
        return {
          reason: 'not-a-registry',
          message: `What answers at ${registry} is not a registry: it does not speak HTTP.`,
          hint: 'Check the address and the port.',
        };
      }
      return {
        reason: 'closed',
        message: `${registry} closed the connection without an answer.`,
        hint: 'It may be starting or out of order: try again. Behind a proxy, check HTTPS_PROXY and NO_PROXY.',
      };
  }
}

function ofTls(code: string, text: string, registry: string): Explained {
  if (/wrong version number|packet length too long|http request/i.test(text)) {
    return {
      reason: 'plain-http',
      message: `${registry} does not use HTTPS.`,
      hint: 'Mark it as insecure if you trust the network between; what is sent, your password included, can be read there.',
    };
  }
  const of = (message: string, hint: string): Explained => ({ reason: 'tls', message, hint });
  if (code === 'CERT_HAS_EXPIRED') {
    return of(`The certificate of ${registry} has expired.`, 'Whoever runs the registry must renew it.');
  }
  if (code === 'CERT_NOT_YET_VALID') {
    return of(`The certificate of ${registry} is not valid yet.`, 'Check the clock of this computer.');
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return of(`The certificate of ${registry} is for another name.`, 'Use the name that the certificate was made for.');
  }
  if (/certificate required|bad certificate|handshake failure/i.test(text)) {
    return of(
      `${registry} wants a certificate of yours.`,
      `Put it into /etc/docker/certs.d/${registry}/ as client.cert and client.key.`,
    );
  }
  return of(
    `The certificate of ${registry} is not trusted.`,
    'Give the authority that signed it (a CA file), or mark the registry as insecure if you trust the network between.',
  );
}
