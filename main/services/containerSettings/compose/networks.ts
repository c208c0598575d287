import type { RunNetwork, RunSettings } from '../../../../contract/model/run.ts';
import { toRecord } from '../../../../contract/model/run/pairs.ts';
import { filled } from './filled.ts';

const MODE = /^(bridge|default|none|host|container:.*)$/;

/** Where the service is; without a word Compose would make a network for the project. */
export function serviceNetworks({ networks, links }: RunSettings): object {
  const [first] = networks;
  const external = links.map(({ container, alias }) => `${container}:${alias}`);
  if (!first || (networks.length === 1 && MODE.test(first.name))) {
    const mode = first && first.name !== 'default' ? first.name : 'bridge';
    return filled({ network_mode: mode, mac_address: first?.macAddress, external_links: external });
  }
  return filled({
    networks: Object.fromEntries(
      networks.map((network, index) => [network.name, place(network, networks.length - index)]),
    ),
    external_links: external,
  });
}

/** The one with the highest priority is the one that the container is made with. */
function place(network: RunNetwork, priority: number): object | null {
  const wishes = filled({
    aliases: network.aliases,
    ipv4_address: network.ipv4Address,
    ipv6_address: network.ipv6Address,
    link_local_ips: network.linkLocalAddresses,
    mac_address: network.macAddress,
    driver_opts: toRecord(network.driverOptions),
    gw_priority: network.gatewayPriority,
    priority: priority > 1 ? priority : undefined,
  });
  return Object.keys(wishes).length > 0 ? wishes : null;
}

export const topNetworks = ({ networks }: RunSettings): object =>
  networks.length === 1 && MODE.test(networks[0]?.name ?? '')
    ? {}
    : Object.fromEntries(networks.map(({ name }) => [name, { name, external: true }]));
