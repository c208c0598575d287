import { recordOf, textOf } from './value.ts';

/** A port as a file says it; with variables where it has some. */
export interface PublishedPort {
  readonly hostIp: string;
  /** Empty: the engine takes a free one. */
  readonly hostPort: string;
  readonly containerPort: string;
  readonly protocol: string;
}

export function portOf(item: unknown): PublishedPort {
  const long = recordOf(item);
  if (Object.keys(long).length > 0) {
    return {
      hostIp: textOf(long['host_ip']),
      hostPort: textOf(long['published']),
      containerPort: textOf(long['target']),
      protocol: textOf(long['protocol']) || 'tcp',
    };
  }
  const [address = '', protocol = 'tcp'] = splitOutside(textOf(item), '/');
  // Colons of a variable’s default and of an IPv6 address part nothing.
  const parts = splitOutside(address, ':');
  const containerPort = parts.at(-1) ?? '';
  return { hostIp: parts.slice(0, -2).join(':'), hostPort: parts.at(-2) ?? '', containerPort, protocol };
}

function splitOutside(text: string, mark: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const char of text) {
    if (char === '{' || char === '[') depth += 1;
    if (char === '}' || char === ']') depth -= 1;
    if (char === mark && depth === 0) parts.push('');
    else parts[parts.length - 1] += char;
  }
  return parts;
}

/** `8080 → 80/udp` */
export function portWords({ hostPort, containerPort, protocol }: PublishedPort): string {
  return `${hostPort === '' ? 'any' : hostPort} → ${containerPort}${protocol === 'tcp' ? '' : `/${protocol}`}`;
}

const isAnyAddress = (ip: string): boolean => ['', '0.0.0.0', '::', '[::]'].includes(ip);

/** Whether only one of the two can be published on a host. */
export const isSamePort = (a: PublishedPort, b: PublishedPort): boolean =>
  a.hostPort !== '' &&
  a.hostPort === b.hostPort &&
  a.protocol === b.protocol &&
  (a.hostIp === b.hostIp || isAnyAddress(a.hostIp) || isAnyAddress(b.hostIp));
