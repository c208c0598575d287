import type { ListeningSocket } from '../../contract/model/reach.ts';
import { addressText } from '../../contract/model/subnet.ts';

/** Of the Linux kernel (`include/net/tcp_states.h`): TCP_LISTEN, and TCP_CLOSE, which is what an open UDP socket has. */
const TCP_LISTEN = '0A';
const UDP_OPEN = '07';
/** Docker's own name server in each container. */
const DOCKER_DNS = '127.0.0.11';

/**
 * What waits for connections, from the lines of `/proc/net/{tcp,tcp6,udp,udp6}` (proc(5)); addresses are four bytes in
 * the order of the machine, which is little-endian wherever Docker runs.
 */
export function parseProcNet(text: string, protocol: 'tcp' | 'udp'): ListeningSocket[] {
  const found = new Map<string, ListeningSocket>();
  for (const line of text.split('\n')) {
    const [, hex = '', portHex = '', remotePort = '', state] =
      /^\s*\d+: ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) [0-9A-F]+:([0-9A-F]{4}) ([0-9A-F]{2})/.exec(line) ?? [];
    const isWaiting = protocol === 'tcp' ? state === TCP_LISTEN : state === UDP_OPEN && remotePort === '0000';
    if (!isWaiting) continue;
    const address = readHex(hex);
    const port = Number.parseInt(portHex, 16);
    if (address !== DOCKER_DNS) found.set(`${address} ${port}`, { protocol, address, port });
  }
  return [...found.values()].toSorted((a, b) => a.port - b.port || a.address.localeCompare(b.address));
}

function readHex(hex: string): string {
  const words = hex.match(/.{8}/g) ?? [];
  const straight = words.map((word) => (word.match(/../g) ?? []).toReversed().join('')).join('');
  return addressText({ version: words.length === 1 ? 4 : 6, value: BigInt(`0x${straight}`) });
}

export const isLoopback = (address: string): boolean => address === '::1' || address.startsWith('127.');

/** Whether a program waits on a port where another container can reach it. */
export function howItListens(
  sockets: readonly ListeningSocket[],
  port: number,
  protocol: 'tcp' | 'udp' = 'tcp',
): 'yes' | 'loopback-only' | 'no' {
  const there = sockets.filter((socket) => socket.port === port && socket.protocol === protocol);
  if (there.length === 0) return 'no';
  return there.every(({ address }) => isLoopback(address)) ? 'loopback-only' : 'yes';
}
