import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { ContainerSummary, Protocol } from '../../../contract/model/container.ts';

export interface HostPort {
  /** Absent: every interface, IPv4 and IPv6. */
  readonly hostIp?: string | undefined;
  readonly hostPort: number;
  readonly protocol: Protocol;
}

const familyOf = (ip: string) => (ip.includes(':') ? 6 : 4);
const isEvery = (ip: string) => ip === '0.0.0.0' || ip === '::';

/** Whether two cannot be bound at once: `0.0.0.0:80` and `127.0.0.1:80` cannot, `127.0.0.1:80` and `127.0.0.2:80` can. */
export function overlap(a: HostPort, b: HostPort): boolean {
  if (a.hostPort !== b.hostPort || a.protocol !== b.protocol) return false;
  if (!a.hostIp || !b.hostIp) return true;
  return familyOf(a.hostIp) === familyOf(b.hostIp) && (a.hostIp === b.hostIp || isEvery(a.hostIp) || isEvery(b.hostIp));
}

/** The container that has it bound now. */
export function ownerOf(wanted: HostPort, containers: Iterable<ContainerSummary>): ContainerSummary | undefined {
  for (const container of containers) {
    const isOwner = container.ports.some(
      ({ hostIp, hostPort, protocol }) => hostPort !== undefined && overlap(wanted, { hostIp, hostPort, protocol }),
    );
    if (isOwner) return container;
  }
  return undefined;
}

export type Bindable = 'free' | 'taken' | 'no-such-address' | 'unknown';

/** Tries it for a moment. `unknown` where we may not (a port below 1024) or cannot (SCTP). */
export async function tryToBind({ hostIp, hostPort, protocol }: HostPort): Promise<Bindable> {
  if (protocol === 'sctp') return 'unknown';
  const bind = protocol === 'tcp' ? bindTcp : bindUdp;
  const results = await Promise.all((hostIp ? [hostIp] : ['0.0.0.0', '::']).map((ip) => bind(ip, hostPort)));
  if (results.includes('taken')) return 'taken';
  // A machine without IPv6 has no `::`; that is no reason to complain about “every interface”.
  return results[0] ?? 'unknown';
}

function bindTcp(host: string, port: number): Promise<Bindable> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(verdict(error.code)));
    server.listen({ host, port, exclusive: true, ipv6Only: host.includes(':') }, () =>
      server.close(() => resolve('free')),
    );
  });
}

function bindUdp(address: string, port: number): Promise<Bindable> {
  return new Promise((resolve) => {
    const isV6 = address.includes(':');
    const socket = createSocket({ type: isV6 ? 'udp6' : 'udp4', ipv6Only: isV6 });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      socket.close();
      resolve(verdict(error.code));
    });
    socket.bind({ address, port, exclusive: true }, () => socket.close(() => resolve('free')));
  });
}

function verdict(code: string | undefined): Bindable {
  if (code === 'EADDRINUSE') return 'taken';
  return code === 'EADDRNOTAVAIL' ? 'no-such-address' : 'unknown';
}

/** False for an address that no interface of this machine has. */
export function isOwnAddress(ip: string): boolean {
  if (isEvery(ip) || ip.startsWith('127.')) return true;
  return Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === ip));
}
