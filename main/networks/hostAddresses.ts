import { networkInterfaces } from 'node:os';

export interface HostAddress {
  readonly interface: string;
  readonly address: string;
  readonly version: 4 | 6;
  /** `192.0.2.7/24` */
  readonly cidr: string;
  readonly isLoopback: boolean;
}

/** Of this machine; link-local ones of IPv6 are left out, as nobody types them. */
export function hostAddresses(): readonly HostAddress[] {
  return Object.entries(networkInterfaces()).flatMap(([name, addresses = []]) =>
    addresses.flatMap(({ address, family, cidr, internal }): HostAddress[] =>
      cidr === null || address.startsWith('fe80:')
        ? []
        : [{ interface: name, address, version: family === 'IPv6' ? 6 : 4, cidr, isLoopback: internal }],
    ),
  );
}
