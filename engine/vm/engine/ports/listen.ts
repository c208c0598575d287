import { type Server, type Socket, createServer, isIPv6 } from 'node:net';
import type { Duplex } from 'node:stream';
import { join } from '../relay.ts';
import type { PortRequest } from './lines.ts';

/** A port of this machine that leads to a container. */
export interface OpenPort {
  close(): void;
}

/** Rejects with the system's error. */
export async function listenOnHost(request: PortRequest, dial: () => Promise<Duplex>): Promise<OpenPort> {
  const open = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    join(socket, dial);
  });
  await bind(server, request);
  server.on('error', () => {}); // One that could not be accepted: the others go on.
  return {
    close: () => {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}

function bind(server: Server, { hostIp, hostPort }: PortRequest): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    // dockerd asks for all IPv4 and all IPv6 addresses one by one.
    server.listen({ host: hostIp, port: hostPort, ipv6Only: isIPv6(hostIp), exclusive: true }, () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
}

/** Asked for besides the IPv4 ones: a machine without IPv6 has none to give. */
export const isMissingIpv6 = ({ hostIp }: PortRequest, code: string | undefined): boolean =>
  hostIp === '::' && (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT');

/** In the words of dockerd itself, whose readers know them; with the owner, who is not in them. */
export function refusal(
  { protocol, hostIp, hostPort }: PortRequest,
  code: string | undefined,
  owner: string | undefined,
): string {
  const at = isIPv6(hostIp) ? `[${hostIp}]:${hostPort}` : `${hostIp}:${hostPort}`;
  const listen = `listen ${protocol}${isIPv6(hostIp) ? '6' : '4'} ${at}: bind:`;
  switch (code) {
    case 'EADDRINUSE':
      return `${listen} address already in use${owner ? `: ${owner} has it` : ''}`;
    case 'EACCES':
      return `${listen} permission denied: this port is kept for administrators, or reserved by the system`;
    case 'EADDRNOTAVAIL':
      return `${listen} cannot assign requested address`;
    default:
      return `${listen} ${code ?? 'it failed'}`;
  }
}
