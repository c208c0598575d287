import { AppFailure } from '../../contract/errors.ts';
import type { Endpoint, TlsFiles } from '../docker/endpoint.ts';

/** An endpoint as the docker CLI writes it, ready to be opened. Throws `engine-unreachable` (unsupported) otherwise. */
export function parseEndpoint(context: string, text: string, tls?: TlsFiles): Endpoint {
  const [, scheme = '', rest = ''] = /^([a-z]+):\/\/(.*)$/.exec(text) ?? [];
  if (scheme === 'unix' && rest.startsWith('/')) return { type: 'unix', path: rest };
  if (scheme === 'npipe') return { type: 'npipe', pipe: rest };
  if (scheme === 'tcp' || scheme === 'http' || scheme === 'https') {
    const at = parseHost(rest);
    const isTls = tls !== undefined || scheme === 'https';
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
    ...(scheme === 'ssh'
      ? {
          message: `Gantry cannot open ${text} by itself yet.`,
          hint: 'Forward the socket with ssh -N -L /tmp/remote.sock:/var/run/docker.sock HOST, and make a context for unix:///tmp/remote.sock.',
        }
      : {
          message: `“${text}” is not an address at which an engine can be reached.`,
          hint: 'Use unix:///path/to/docker.sock or tcp://host:2376.',
        }),
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
