import type { ContainerSummary } from '../../contract/model/container.ts';
import { isDefaultBridge, type NetworkMember, type NetworkSummary } from '../../contract/model/network.ts';
import { isNetwork } from '../services/networks/members.ts';

/** A network with those who are on it. */
export interface Peopled {
  readonly network: NetworkSummary;
  readonly members: readonly NetworkMember[];
}

/** What a name or address means to a container. */
export type Meaning =
  | { readonly type: 'itself' }
  /** A container that it shares networks with. */
  | {
      readonly type: 'neighbour';
      readonly container: ContainerSummary;
      readonly networks: readonly NetworkSummary[];
      /** Where it can be found under what was said; empty where names are not resolved. */
      readonly addresses: readonly string[];
      readonly by: 'name' | 'address' | 'link';
    }
  /** On the default bridge names lead nowhere. */
  | { readonly type: 'unnamed'; readonly container: ContainerSummary; readonly networks: readonly NetworkSummary[] }
  /** A container of this engine that it shares no network with. */
  | { readonly type: 'apart'; readonly container: ContainerSummary; readonly by: 'name' | 'address' }
  /** Nothing that this engine knows. */
  | { readonly type: 'elsewhere'; readonly isAddress: boolean };

export interface MeaningGround {
  readonly from: ContainerSummary;
  readonly containers: readonly ContainerSummary[];
  /** Those that it is on. */
  readonly peopled: readonly Peopled[];
  /** Its legacy links: `[name of the other, alias]`. */
  readonly links: readonly (readonly [target: string, alias: string])[];
}

export function meaningOf(host: string, ground: MeaningGround): Meaning {
  const { from, containers, peopled, links } = ground;
  const said = host.toLowerCase().replace(/\.$/, '');
  if (said === 'localhost' || said === '::1' || said.startsWith('127.')) return { type: 'itself' };
  const isAddress = /^[\d.]+$/.test(said) || said.includes(':');
  return isAddress ? ofAddress(said, ground) : ofName(said, { from, containers, peopled, links });
}

function ofAddress(address: string, { from, containers, peopled }: MeaningGround): Meaning {
  const owners = containers.flatMap((container) =>
    container.networks
      .filter(({ ipAddress, ipv6Address }) => ipAddress === address || ipv6Address === address)
      .map(({ networkId }) => ({ container, networkId })),
  );
  const shared = owners.flatMap(({ container, networkId }) =>
    peopled.filter(({ network }) => isNetwork(network, networkId)).map(({ network }) => ({ container, network })),
  );
  if (owners.some(({ container }) => container.id === from.id)) return { type: 'itself' };
  const [near] = shared;
  if (near) {
    return {
      type: 'neighbour',
      container: near.container,
      networks: [near.network],
      addresses: [address],
      by: 'address',
    };
  }
  const [far] = owners;
  return far ? { type: 'apart', container: far.container, by: 'address' } : { type: 'elsewhere', isAddress: true };
}

function ofName(name: string, { from, containers, peopled, links }: MeaningGround): Meaning {
  const hits = peopled.flatMap(({ network, members }) =>
    members
      .filter((member) => member.names.some((known) => known.toLowerCase() === name))
      .map((member) => ({ network, member })),
  );
  const [hit] = hits;
  if (hit) {
    if (hit.member.id === from.id) return { type: 'itself' };
    const container = containers.find(({ id }) => id === hit.member.id);
    const its = hits.filter(({ member }) => member.id === hit.member.id);
    if (container) {
      return {
        type: 'neighbour',
        container,
        networks: its.map(({ network }) => network),
        // Several containers may have one alias: any of them answers.
        addresses: hits
          .flatMap(({ member }) => [member.ipAddress, member.ipv6Address])
          .filter((one) => one !== undefined),
        by: 'name',
      };
    }
  }
  const [target] = links.find(([, alias]) => alias.toLowerCase() === name) ?? [];
  const container =
    containers.find((one) => one.name === target) ??
    containers.find((one) => one.name.toLowerCase() === name) ??
    containers.find((one) => one.stack?.service?.toLowerCase() === name);
  if (!container) return { type: 'elsewhere', isAddress: false };
  if (container.id === from.id) return { type: 'itself' };
  const common = peopled.flatMap(({ network }) =>
    container.networks.some(({ networkId }) => isNetwork(network, networkId)) ? network : [],
  );
  if (target !== undefined && common.length > 0) {
    const addresses = container.networks
      .filter(({ networkId }) => common.some((network) => isNetwork(network, networkId)))
      .flatMap(({ ipAddress }) => ipAddress ?? []);
    return { type: 'neighbour', container, networks: common, addresses, by: 'link' };
  }
  if (common.length === 0) return { type: 'apart', container, by: 'name' };
  return common.every(isDefaultBridge)
    ? { type: 'unnamed', container, networks: common }
    : { type: 'elsewhere', isAddress: false }; // a service's name that is no alias of it there
}

/** `enable_icc=false`: containers on it do not reach one another. */
export const isApart = ({ options }: NetworkSummary): boolean =>
  options['com.docker.network.bridge.enable_icc'] === 'false';
