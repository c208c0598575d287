import type { Link, RunNetwork, RunSettings } from '../../model/run.ts';
import { toRecord } from '../../model/run/pairs.ts';

export interface CreateOptions {
  /** From API 1.44 on a container is made with all its networks, and has its MAC addresses from them. */
  readonly canMakeNetworks: boolean;
}

export interface LaterNetwork {
  readonly name: string;
  readonly endpoint: object;
}

/** Networks that are there by themselves; they know no names. */
const isMode = (name: string): boolean => /^(default|bridge|host|none|nat|container:.*)$/.test(name);

/** Old links on the default bridge; in a network with a name they belong to the place in it. */
export const hostLinks = ({ links, networks }: RunSettings): string[] =>
  isMode(networks[0]?.name ?? 'default') ? links.map(linkText) : [];

/** The networks that it is made with. */
export function networkingConfig(settings: RunSettings, { canMakeNetworks }: CreateOptions): object | undefined {
  const [first] = settings.networks;
  const made = canMakeNetworks ? settings.networks : settings.networks.slice(0, 1);
  const endpoints = made.map((network): [string, object] => [
    network.name,
    endpointBody(network, canMakeNetworks, network === first && !isMode(network.name) ? settings.links : network.links),
  ]);
  const isPlain = endpoints.length === 1 && Object.keys(endpoints[0]?.[1] ?? {}).length === 0;
  return endpoints.length === 0 || isPlain ? undefined : { EndpointsConfig: Object.fromEntries(endpoints) };
}

/** Those that an engine before API 1.44 connects one by one, after it has made the container and before it starts. */
export const laterNetworks = ({ networks }: RunSettings, { canMakeNetworks }: CreateOptions): LaterNetwork[] =>
  canMakeNetworks
    ? []
    : networks
        .slice(1)
        .map((network) => ({ name: network.name, endpoint: endpointBody(network, true, network.links) }));

function endpointBody(network: RunNetwork, withMac: boolean, links: readonly Link[]): object {
  const { aliases, ipv4Address, ipv6Address, linkLocalAddresses, macAddress, driverOptions, gatewayPriority } = network;
  const ipam = {
    ...(ipv4Address && { IPv4Address: ipv4Address }),
    ...(ipv6Address && { IPv6Address: ipv6Address }),
    ...(linkLocalAddresses.length > 0 && { LinkLocalIPs: linkLocalAddresses }),
  };
  return {
    ...(Object.keys(ipam).length > 0 && { IPAMConfig: ipam }),
    ...(aliases.length > 0 && { Aliases: aliases }),
    ...(links.length > 0 && { Links: links.map(linkText) }),
    ...(macAddress && withMac && { MacAddress: macAddress }),
    ...(driverOptions.length > 0 && { DriverOpts: toRecord(driverOptions) }),
    ...(gatewayPriority && { GwPriority: gatewayPriority }),
  };
}

const linkText = ({ container, alias }: Link): string => `${container}:${alias}`;
