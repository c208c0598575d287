import { BlockList, isIP } from 'node:net';
import { isLoopback } from './address.ts';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The proxy for an address, as the CLI and the engine choose it (golang.org/x/net/http/httpproxy): `HTTPS_PROXY` or
 * `HTTP_PROXY`, in either case, but for what `NO_PROXY` names, and never for this computer itself.
 */
export function proxyFor(url: URL, env: Env): string | undefined {
  const proxy = read(env, url.protocol === 'https:' ? 'https_proxy' : 'http_proxy');
  if (!proxy || isLoopback(url.host)) return undefined;
  if (isExcepted(url, read(env, 'no_proxy') ?? '')) return undefined;
  return proxy.includes('://') ? proxy : `http://${proxy}`;
}

const read = (env: Env, name: string) => env[name.toUpperCase()] || env[name] || undefined;

function isExcepted({ hostname, port, protocol }: URL, list: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '');
  const usedPort = port || (protocol === 'https:' ? '443' : '80');
  return list
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .some((entry) => entry !== '' && (entry === '*' || matches(entry, host, usedPort)));
}

function matches(entry: string, host: string, port: string): boolean {
  if (entry.includes('/')) return isInNetwork(entry, host);
  const [, name = entry, wantedPort] = /^(.*?):(\d+)$/.exec(isIP(entry) === 6 ? '' : entry) ?? [];
  if (wantedPort !== undefined && wantedPort !== port) return false;
  const bare = name.replace(/^\[|\]$/g, '');
  if (isIP(bare)) return bare === host;
  const domain = bare.replace(/^\*/, '');
  return domain.startsWith('.') ? host.endsWith(domain) : host === domain || host.endsWith(`.${domain}`);
}

function isInNetwork(entry: string, host: string): boolean {
  const [address = '', bits] = entry.split('/');
  const family = isIP(address);
  if (!family || isIP(host) !== family) return false;
  const kind = family === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  try {
    list.addSubnet(address, Number(bits), kind);
  } catch {
    return false; // no number of bits
  }
  return list.check(host, kind);
}
