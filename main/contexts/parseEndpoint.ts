import { AppFailure } from '../../contract/errors.ts';
import type { Endpoint, TlsFiles } from '../docker/endpoint.ts';

interface Given {
  readonly tls?: TlsFiles | undefined;
  /** The person has named the address for this run (DOCKER_HOST), and so taken it upon themselves. */
  readonly allowsPlain?: boolean;
}

/** An endpoint as the docker CLI writes it, ready to be opened. Throws `engine-unreachable` (unsupported) otherwise. */
export function parseEndpoint(context: string, text: string, { tls, allowsPlain = false }: Given = {}): Endpoint {
  const [, scheme = '', rest = ''] = /^([a-z]+):\/\/(.*)$/.exec(text) ?? [];
  if (scheme === 'unix' && rest.startsWith('/')) return { type: 'unix', path: rest };
  if (scheme === 'npipe') return { type: 'npipe', pipe: rest };
  if (scheme === 'tcp' || scheme === 'http' || scheme === 'https') {
    const at = parseHost(rest);
    const isTls = tls !== undefined || scheme === 'https';
    if (at && !isTls && !allowsPlain && !isLoopback(at.host)) throw plainTcp(context, text);
    if (at) {
      return {
        type: 'tcp',
        host: at.host,
        port: at.port ?? (isTls ? 2376 : 2375),
        ...(isTls && { tls: tls ?? {} }),
      };
    }
  }
  throw new AppFailure({
    code: 'engine-unreachable',
    context,
    reason: 'unsupported',
    message: `“${text}” is not an address at which an engine can be reached.`,
    hint: 'Use ssh://user@host, tcp://host:2376 with certificates, or unix:///path/to/docker.sock.',
  });
}

const isLoopback = (host: string) => /^(localhost|127(\.\d{1,3}){3}|::1)$/i.test(host);

function plainTcp(context: string, text: string): AppFailure {
  return new AppFailure({
    code: 'engine-unreachable',
    context,
    reason: 'unsupported',
    message: `${text} has no TLS: whoever can reach that port is root on that machine, and whoever is between reads everything. Gantry does not connect.`,
    hint: 'Reach it by SSH (ssh://user@host), or give the engine and this context certificates. For one run you can insist: DOCKER_HOST.',
  });
}

function parseHost(text: string): { host: string; port: number | undefined } | undefined {
  const authority = text.split('/', 1)[0] ?? '';
  const [, bracketed, plain, port] = /^(?:\[([0-9a-fA-F:.%]+)\]|([^:[\]@]+))(?::(\d{1,5}))?$/.exec(authority) ?? [];
  const host = bracketed ?? plain;
  if (!host || Number(port) > 65535) return undefined;
  return { host, port: port === undefined ? undefined : Number(port) };
}

/** Sockets and pipes are this machine's; a TCP address, even a loopback one, may be a tunnel to anywhere. */
export const isLocalEndpoint = (text: string): boolean => /^(unix|npipe):/.test(text);

/** The machine of `tcp://host:2376`; undefined for loopback, which is this one or the end of a tunnel to anywhere. */
export function remoteHostOf(text: string): string | undefined {
  const host = parseHost(text.replace(/^[a-z]+:\/\//, ''))?.host;
  return host === undefined || isLoopback(host) ? undefined : host;
}
