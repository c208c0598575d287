import type { ContainerPort } from '../../../../contract/model/container.ts';
import { t } from '../texts/index.ts';

/** From where a published port can be reached. */
export type Reach = 'loopback' | 'lan' | 'all';

export interface PublishedPort {
  readonly hostPort: number;
  readonly containerPort: number;
  readonly protocol: ContainerPort['protocol'];
  readonly reach: Reach;
  /** As the engine has it; several where IPv4 and IPv6 are one to a person. */
  readonly hostIps: readonly string[];
}

const EVERYWHERE = new Set(['', '0.0.0.0', '::']);
const isLoopback = (ip: string) => ip === '::1' || ip.startsWith('127.');

export function reachOf(hostIp: string | undefined): Reach {
  if (hostIp === undefined || EVERYWHERE.has(hostIp)) return 'all';
  return isLoopback(hostIp) ? 'loopback' : 'lan';
}

/** What is published, the same port over IPv4 and IPv6 once, by host port. */
export function publishedPorts(ports: readonly ContainerPort[]): PublishedPort[] {
  const merged = new Map<string, PublishedPort>();
  for (const { hostPort, hostIp = '', containerPort, protocol } of ports) {
    if (hostPort === undefined) continue;
    const reach = reachOf(hostIp);
    const key = [hostPort, containerPort, protocol, reach === 'lan' ? hostIp : reach].join(' ');
    const hostIps = [...(merged.get(key)?.hostIps ?? []), hostIp];
    merged.set(key, { hostPort, containerPort, protocol, reach, hostIps });
  }
  return [...merged.values()].toSorted((a, b) => a.hostPort - b.hostPort || a.containerPort - b.containerPort);
}

/** Ports that the image names and nobody published: reachable from other containers only. */
export const exposedPorts = (ports: readonly ContainerPort[]): ContainerPort[] =>
  ports.filter(({ hostPort }) => hostPort === undefined).toSorted((a, b) => a.containerPort - b.containerPort);

const protocolSuffix = (protocol: string) => (protocol === 'tcp' ? '' : `/${protocol}`);

/** `8080→80`, `53→53/udp`, `8080` where both are equal. */
export const portText = ({ hostPort, containerPort, protocol }: PublishedPort): string =>
  (hostPort === containerPort ? String(hostPort) : `${hostPort}→${containerPort}`) + protocolSuffix(protocol);

export const exposedText = ({ containerPort, protocol }: ContainerPort): string =>
  `${containerPort}${protocolSuffix(protocol)}`;

const HTTPS = new Set([443, 8443, 9443]);
const inAddress = (ip: string) => (ip.includes(':') ? `[${ip}]` : ip);

/**
 * Where a browser on this computer finds it; `undefined` for what a browser does not speak, and for a loopback port
 * of another machine. `engineHost` is the machine of a remote engine.
 */
export function portAddress(port: PublishedPort, engineHost?: string): string | undefined {
  if (port.protocol !== 'tcp') return undefined;
  if (port.reach === 'loopback' && engineHost !== undefined) return undefined;
  const ip = port.hostIps[0] ?? '';
  const host = port.reach === 'lan' ? inAddress(ip) : engineHost === undefined ? 'localhost' : inAddress(engineHost);
  // A port on 127.0.0.5 is not on localhost.
  const own = port.reach === 'loopback' && ip !== '127.0.0.1' && ip !== '::1' ? ip : host;
  return `${HTTPS.has(port.containerPort) ? 'https' : 'http'}://${own}:${port.hostPort}`;
}

function reachWords(reach: Reach, machine: string | undefined): string {
  switch (reach) {
    case 'loopback':
      return machine === undefined
        ? t('Reachable from this computer only')
        : t('Reachable from {{machine}} itself only, not from this computer', { machine });
    case 'lan':
      return t('Reachable on one address of the machine');
    case 'all':
      return t('Reachable from every network of the machine');
  }
}

/** `engineHost` is the machine of a remote engine. */
export function portTitle(port: PublishedPort, engineHost?: string): string {
  const ips = port.hostIps.map((ip) => `${inAddress(ip || '0.0.0.0')}:${port.hostPort}`).join(', ');
  return `${reachWords(port.reach, engineHost)}\n${ips} → ${port.containerPort}/${port.protocol}`;
}

/** The machine of a remote engine; `undefined` for this machine. */
export const engineHost = (
  context: { readonly isLocal: boolean; readonly machine?: string } | undefined,
): string | undefined => (context?.isLocal === false ? context.machine : undefined);
