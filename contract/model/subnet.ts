/** A range of addresses: `192.168.5.0/24`. */
export interface Subnet {
  readonly version: 4 | 6;
  /** Its first address. */
  readonly first: bigint;
  readonly last: bigint;
  readonly prefixLength: number;
  /** Given with an address within: `192.168.5.7/24`. */
  readonly hasHostBits: boolean;
}

const BITS = { 4: 32, 6: 128 } as const;

interface Address {
  readonly version: 4 | 6;
  readonly value: bigint;
}

/** Undefined for what is no IPv4 or IPv6 address. */
export function parseAddress(text: string): Address | undefined {
  const value = text.includes(':') ? parseV6(text) : parseV4(text);
  return value === undefined ? undefined : { version: text.includes(':') ? 6 : 4, value };
}

/** Undefined for what is not written as `address/length`. */
export function parseSubnet(text: string): Subnet | undefined {
  const [, addressText = '', lengthText = ''] = /^([^/]+)\/(\d{1,3})$/.exec(text.trim()) ?? [];
  const address = parseAddress(addressText);
  const prefixLength = Number(lengthText);
  if (!address || lengthText === '' || prefixLength > BITS[address.version]) return undefined;
  const size = 1n << BigInt(BITS[address.version] - prefixLength);
  const first = address.value - (address.value % size);
  return {
    version: address.version,
    first,
    last: first + size - 1n,
    prefixLength,
    hasHostBits: first !== address.value,
  };
}

export const overlap = (a: Subnet, b: Subnet): boolean =>
  a.version === b.version && a.first <= b.last && b.first <= a.last;

export const containsSubnet = (outer: Subnet, inner: Subnet): boolean =>
  outer.version === inner.version && outer.first <= inner.first && inner.last <= outer.last;

export const containsAddress = (subnet: Subnet, { version, value }: Address): boolean =>
  subnet.version === version && subnet.first <= value && value <= subnet.last;

/** `192.168.5.0/24`, without what lies within. */
export const subnetText = ({ version, first, prefixLength }: Subnet): string =>
  `${addressText({ version, value: first })}/${prefixLength}`;

/** How many addresses containers can have: without the network's own, the broadcast and the gateway. */
export function addressCount({ version, prefixLength }: Subnet): number {
  const all = 2 ** (BITS[version] - prefixLength);
  return Math.max(0, version === 4 ? all - 3 : all - 2);
}

export function addressText({ version, value }: Address): string {
  if (version === 4) return [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join('.');
  const groups = Array.from({ length: 8 }, (_, index) => ((value >> BigInt(112 - 16 * index)) & 0xffffn).toString(16));
  const full = groups.join(':');
  // The longest run of zeros is left out, once (RFC 5952).
  const runs = [...full.matchAll(/(?:^|:)(0(?::0)+)(?=:|$)/g)].toSorted((a, b) => b[0].length - a[0].length);
  const [longest] = runs;
  if (!longest) return full;
  const before = full.slice(0, longest.index);
  const after = full.slice(longest.index + longest[0].length);
  return `${before}::${after.replace(/^:/, '')}`;
}

function parseV4(text: string): bigint | undefined {
  const parts = text.split('.');
  // Docker refuses leading zeros: elsewhere they mean octal.
  if (parts.length !== 4 || parts.some((part) => !/^(0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255)) {
    return undefined;
  }
  return parts.reduce((value, part) => value * 256n + BigInt(part), 0n);
}

function parseV6(text: string): bigint | undefined {
  const [head = '', tail, ...more] = text.split('::');
  if (more.length > 0) return undefined;
  const groupsOf = (part: string): string[] | undefined => {
    if (part === '') return [];
    const groups = part.split(':');
    const last = groups.at(-1) ?? '';
    if (!last.includes('.')) return groups;
    const v4 = parseV4(last);
    if (v4 === undefined) return undefined;
    return [...groups.slice(0, -1), (v4 >> 16n).toString(16), (v4 & 0xffffn).toString(16)];
  };
  const before = groupsOf(head);
  const after = tail === undefined ? [] : groupsOf(tail);
  if (!before || !after) return undefined;
  const missing = 8 - before.length - after.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...before, ...Array.from({ length: missing }, () => '0'), ...after];
  if (groups.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.reduce((value, group) => value * 65_536n + BigInt(`0x${group}`), 0n);
}
