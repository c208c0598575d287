import type { ExposedPort, PortMapping } from '../model/run.ts';

/** What is wrong with a value, in words. */
export class ValueProblem extends Error {}

/** `-p`: `80`, `8080:80`, `127.0.0.1::53/udp`, `8000-8010:80`, `9000-9002:80-82`, `[::1]:80:80`, `target=80,published=8080`. */
export function readPublished(text: string): PortMapping[] {
  const plain = text.includes('=') ? longForm(text) : text;
  const [address, protocol] = splitProtocol(plain);
  const [, bracketed, tail = ''] = /^\[([^\]]*)\]:?(.*)$/.exec(address) ?? [undefined, undefined, address];
  const parts = tail.split(':');
  const inside = parts.pop() ?? '';
  const outside = parts.pop() ?? '';
  const hostIp = bracketed ?? (parts.length > 0 ? parts.join(':') : '');
  if (inside === '') throw new ValueProblem('Which port of the container? Write host:container, such as 8080:80.');
  const [from, to] = readRange(inside);
  const [hostFrom, hostTo] = outside === '' || outside === '0' ? [undefined, undefined] : readRange(outside);
  const ip = hostIp === '' ? {} : { hostIp };
  const count = to - from + 1;
  if (hostFrom !== undefined && hostTo !== undefined && count === 1 && hostTo > hostFrom) {
    return [{ containerPort: from, protocol, ...ip, hostPort: hostFrom, hostPortEnd: hostTo }];
  }
  if (hostFrom !== undefined && hostTo !== undefined && hostTo - hostFrom + 1 !== count) {
    throw new ValueProblem('Both ranges must have as many ports.');
  }
  return Array.from({ length: count }, (_, index) => ({
    containerPort: from + index,
    protocol,
    ...ip,
    ...(hostFrom !== undefined && { hostPort: hostFrom + index }),
  }));
}

/** `--expose`: `80`, `53/udp`, `8000-8010` */
export function readExposed(text: string): ExposedPort[] {
  const [range, protocol] = splitProtocol(text);
  const [from, to] = readRange(range);
  return Array.from({ length: to - from + 1 }, (_, index) => ({ containerPort: from + index, protocol }));
}

/** `mode=host,target=80,published=8080,protocol=udp` as a service would have it. */
function longForm(text: string): string {
  const fields = new Map(text.split(',').map((field) => field.split('=', 2) as [string, string]));
  const published = fields.get('published');
  return `${published ? `${published}:` : ''}${fields.get('target') ?? ''}/${fields.get('protocol') ?? 'tcp'}`;
}

const PROTOCOLS = ['tcp', 'udp', 'sctp'] as const;

function splitProtocol(text: string): [string, (typeof PROTOCOLS)[number]] {
  const [, rest = text, name = 'tcp'] = /^(.*)\/([^/]*)$/.exec(text) ?? [];
  const protocol = PROTOCOLS.find((one) => one === name.toLowerCase());
  if (!protocol) throw new ValueProblem(`“${name}” is no protocol; there are tcp, udp and sctp.`);
  return [rest, protocol];
}

function readRange(text: string): [number, number] {
  const [, from, to = from] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? [];
  const range: [number, number] = [Number(from), Number(to)];
  if (from === undefined || range[0] < 1 || range[1] > 65_535) {
    throw new ValueProblem(`“${text}” is no port: a number from 1 to 65535, or a range such as 8000-8010.`);
  }
  if (range[1] < range[0]) throw new ValueProblem('A range goes from a lower port to a higher one.');
  return range;
}
