import type { NetworkSurroundings } from '../../../contract/model/network.ts';
import { parseSubnet, subnetText } from '../../../contract/model/subnet.ts';
import type { Connection } from '../../docker/connection.ts';
import { listNetworks } from '../../live/networkList.ts';
import { hostAddresses } from '../../networks/hostAddresses.ts';
import { askNetwork } from './ask.ts';

interface SaidInfo {
  readonly Plugins?: { readonly Network?: readonly string[] | null };
  readonly Swarm?: { readonly ControlAvailable?: boolean };
}

/** Every engine has just one of these. */
const SINGLE = new Set(['host', 'null']);

/** `GET /info`, and the interfaces of this machine where the engine runs on it. */
export async function readSurroundings(connection: Connection, signal: AbortSignal): Promise<NetworkSurroundings> {
  const [info, networks] = await Promise.all([
    askNetwork<SaidInfo>(connection, undefined, { method: 'GET', path: '/info', signal }),
    listNetworks(connection)(undefined, signal),
  ]);
  const own = new Set(networks.flatMap(({ subnets }) => subnets));
  const addresses = connection.isLocal ? hostAddresses() : [];
  const hostSubnets = addresses.flatMap((one) => {
    const subnet = parseSubnet(one.cidr);
    const text = subnet && subnetText(subnet);
    return text === undefined || own.has(text) || one.isLoopback ? [] : [{ interface: one.interface, subnet: text }];
  });
  return {
    drivers: (info.Plugins?.Network ?? []).filter((driver) => !SINGLE.has(driver)),
    isSwarmManager: info.Swarm?.ControlAvailable ?? false,
    hostSubnets: [...new Map(hostSubnets.map((one) => [`${one.interface} ${one.subnet}`, one])).values()],
    hostInterfaces: [
      ...new Set(
        addresses
          .filter((one) => !one.isLoopback && !/^(br-|docker|veth)/.test(one.interface))
          .map((one) => one.interface),
      ),
    ],
  };
}
