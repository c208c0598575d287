import { isIP } from 'node:net';

/** A port that a container of the guest publishes on the host. */
export interface PortRequest {
  readonly protocol: 'tcp' | 'udp';
  readonly hostIp: string;
  readonly hostPort: number;
  readonly containerIp: string;
  readonly containerPort: number;
}

/** What the guest's `ports` says, by the id it gave it. */
export type PortLine =
  | { readonly type: 'had' | 'add'; readonly id: string; readonly request: PortRequest }
  /** All that were published before are said. */
  | { readonly type: 'listed' }
  | { readonly type: 'del'; readonly id: string }
  /** One that is not understood is answered too: a container waits for it. */
  | { readonly type: 'unknown'; readonly id: string | undefined };

export function parsePortLine(line: string): PortLine {
  const [word, id = '', ...rest] = line.trim().split(/\s+/);
  if (word === 'listed') return { type: 'listed' };
  if (!/^\d+$/.test(id)) return { type: 'unknown', id: undefined };
  if (word === 'del') return { type: 'del', id };
  const request = word === 'had' || word === 'add' ? parseRequest(rest) : undefined;
  return request && (word === 'had' || word === 'add') ? { type: word, id, request } : { type: 'unknown', id };
}

function parseRequest(words: readonly string[]): PortRequest | undefined {
  const [protocol, hostIp = '', hostPort = '', containerIp = '', containerPort = ''] = words;
  if (protocol !== 'tcp' && protocol !== 'udp') return undefined;
  const ports = { hostPort: Number(hostPort), containerPort: Number(containerPort) };
  const isPort = (port: number) => Number.isInteger(port) && port > 0 && port < 65_536;
  if (!isIP(hostIp) || !isIP(containerIp) || !isPort(ports.hostPort) || !isPort(ports.containerPort)) return undefined;
  return { protocol, hostIp, containerIp, ...ports };
}
