import type { AppError, RegistryReason } from '../../contract/errors.ts';
import { registryOf } from '../../contract/model/imageReference.ts';
import type { Rule, Subject } from './errorRule.ts';

/** Why the engine cannot use a registry. What a registry says itself is with the images. */
export const registryErrors: readonly Rule[] = [
  {
    text: /invalid character '<' looking for beginning of value|unexpected HTTP response.*text\/html/,
    make: (_, subject) =>
      unreachable(
        ofImage(subject),
        'not-a-registry',
        `What answers at ${ofImage(subject)} is not a registry: it sends a web page.`,
        'Check the address and the port. A proxy or a sign-in page of the network may stand in between.',
      ),
  },
  {
    text: /(?:received unexpected HTTP status|unexpected status(?: code)?.*?): (5\d\d[^:]*)/,
    make: ([, said], subject) =>
      unreachable(
        ofImage(subject),
        'out-of-order',
        `The registry ${ofImage(subject)} fails (${said?.trim() ?? 'an error of its own'}).`,
        'It is the registry’s own trouble: try again later, or ask who runs it.',
      ),
  },
  {
    // The last is of a registry that cannot go on where it stopped.
    text: /^(?:.*: )?unexpected EOF$|connection reset by peer|http2: client connection lost|expected HTTP 206 from byte range/,
    make: (_, subject, status) =>
      status < 500
        ? undefined
        : unreachable(
            ofImage(subject),
            'closed',
            `The connection to ${ofImage(subject)} broke off in the middle of a layer, each time it was tried.`,
            'Try again: the layers that are there are kept.',
          ),
  },
  {
    text: /"https?:[^"]*": (?:Bad Gateway|Forbidden|Proxy Authentication Required)$|proxyconnect tcp: /,
    make: ({ input }, subject) => {
      const registry = hostIn(input, subject);
      return unreachable(
        registry,
        'closed',
        `The proxy of the engine does not lead to ${registry}.`,
        'Check the address. Proxies are in the engine’s settings (“proxies”) or in HTTPS_PROXY of whoever started it; what it should reach without one goes into NO_PROXY.',
      );
    },
  },
  {
    text: /dial tcp: lookup (\S+?)(?: on \S+)?: (?:no such host|.*)/,
    make: ([, host = '']) =>
      unreachable(
        host,
        'unknown-host',
        `The engine does not know the machine ${host}.`,
        'Check the spelling of the registry, and that the engine’s machine is on the network.',
      ),
  },
  {
    text: /dial tcp (\S+): (?:connect: )?(connection refused|i\/o timeout|no route to host|network is unreachable)|(?:net\/http: )?(?:TLS handshake timeout|request canceled while waiting for connection|Client\.Timeout exceeded)/,
    make: ([, host, why], subject) =>
      unreachable(
        host ?? ofImage(subject),
        why === 'connection refused' ? 'refused' : 'timeout',
        `The registry${host ? ` at ${host}` : ''} does not answer${why ? ` (${why})` : ''}.`,
        'Check the address, the network of the engine’s machine, and its proxy settings.',
      ),
  },
  {
    text: /server gave HTTP response to HTTPS client|first record does not look like a TLS handshake/,
    make: ({ input }, subject) => {
      const registry = hostIn(input, subject);
      return unreachable(
        registry,
        'plain-http',
        `${registry} does not use HTTPS.`,
        `If you trust the network between, add "${registry}" to “insecure-registries” in the engine’s settings. What is sent, a password included, can then be read there.`,
      );
    },
  },
  {
    text: /x509: .*|certificate signed by unknown authority|tls: (?:certificate required|bad certificate)/,
    make: ({ 0: said, input }, subject) => ofCertificate(hostIn(input, subject), said),
  },
];

function ofCertificate(registry: string, said: string): AppError {
  const of = (message: string, hint: string) => unreachable(registry, 'tls', message, hint);
  const certs = `/etc/docker/certs.d/${registry}/`;
  if (/has expired|not yet valid/.test(said)) {
    return of(
      `The certificate of ${registry} is not valid at this time.`,
      'Whoever runs the registry must renew it. If it is not old, check the clock of the engine’s machine.',
    );
  }
  const [, name] = /certificate is (?:not )?valid for (.+?), not/.exec(said) ?? [];
  if (name !== undefined || /doesn't contain any IP SANs|not valid for any names/.test(said)) {
    return of(
      `The certificate of ${registry} is for another name${name ? ` (${name})` : ''}.`,
      'Use the name that the certificate was made for, or have it made anew for this one.',
    );
  }
  if (/certificate required|bad certificate/.test(said)) {
    return of(`${registry} wants a certificate of yours.`, `Put it into ${certs} as client.cert and client.key.`);
  }
  return of(
    `The engine does not trust the certificate of ${registry}.`,
    `Put the authority that signed it into ${certs}ca.crt on the engine’s machine (without root: ~/.config/docker/certs.d), and try again.`,
  );
}

const ofImage = ({ name }: Subject): string => registryOf(name ?? '');

/** What the engine asked last: a registry may send to another machine for tokens or layers. */
const hostIn = (engineText: string, subject: Subject): string =>
  /https?:\/\/([^/"\s]+)/.exec(engineText)?.[1] ?? ofImage(subject);

const unreachable = (registry: string, reason: RegistryReason, message: string, hint: string): AppError => ({
  code: 'registry-unreachable',
  registry,
  reason,
  message,
  hint,
});
