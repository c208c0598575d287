import { isDefaultBridge, type NetworkMember, type NetworkSummary } from '../../../contract/model/network.ts';
import type { ContainerSummary } from '../../../contract/model/container.ts';
import type { Connection } from '../../docker/connection.ts';
import { toSummaries } from '../../live/summary.ts';
import { type ListedNetwork, readState } from '../../live/summary.ts';
import { ask, containerPath } from '../containers/ask.ts';
import { mapEach } from '../containers/eachOf.ts';

const AT_ONCE = 8;

/** How a container is on a network, as `GET /containers/{id}/json` says it. */
export interface InspectedEndpoint extends ListedNetwork {
  /** Empty where the container does not run, and at Podman. */
  readonly EndpointID?: string;
  readonly IPAMConfig?: { readonly IPv4Address?: string; readonly IPv6Address?: string } | null;
  /** `other:alias` */
  readonly Links?: readonly string[] | null;
  /** From Docker 25 on. */
  readonly DNSNames?: readonly string[] | null;
  readonly DriverOpts?: Readonly<Record<string, string>> | null;
  readonly GwPriority?: number;
}

/** As far as networks need it. */
export interface NetworkedContainer {
  readonly Id: string;
  readonly Name?: string;
  readonly State?: { readonly Status?: string; readonly Pid?: number };
  readonly Config?: { readonly Hostname?: string; readonly Image?: string };
  readonly HostConfig?: {
    readonly NetworkMode?: string;
    /** `/other:/me/alias` */
    readonly Links?: readonly string[] | null;
    readonly ExtraHosts?: readonly string[] | null;
  };
  readonly NetworkSettings?: {
    readonly Networks?: Readonly<Record<string, InspectedEndpoint | null>> | null;
    readonly Ports?: Readonly<
      Record<string, readonly { readonly HostIp?: string; readonly HostPort?: string }[] | null>
    > | null;
  };
}

export const inspectContainer = (
  connection: Connection,
  id: string,
  signal?: AbortSignal,
): Promise<NetworkedContainer> =>
  ask<NetworkedContainer>(connection, { method: 'GET', path: containerPath(id, 'json'), signal });

export const nameOf = ({ Name, Id }: NetworkedContainer): string => Name?.replace(/^\//, '') || Id.slice(0, 12);

/** All containers of an engine, those that do not run included. */
export async function listContainers(connection: Connection, signal?: AbortSignal): Promise<ContainerSummary[]> {
  const query = { all: true };
  return toSummaries(
    await ask<unknown>(connection, { method: 'GET', path: '/containers/json', query, signal }),
    Date.now(),
  );
}

/** Whether a container is on the network; one that has not run yet knows it by its name alone. */
export const isOn = ({ networks }: Pick<ContainerSummary, 'networks'>, { id, name }: NetworkSummary): boolean =>
  networks.some((one) =>
    one.networkId ? isNetwork({ id, name }, one.networkId) : one.name === name || one.name === id,
  );

/** Who is on a network, by name; one that is removed meanwhile is left out. */
export async function readMembers(
  connection: Connection,
  network: NetworkSummary,
  signal: AbortSignal,
): Promise<readonly NetworkMember[]> {
  const on = (await listContainers(connection, signal)).filter((container) => isOn(container, network));
  const members = await mapEach(on, AT_ONCE, async ({ id }) => {
    const container = await inspectContainer(connection, id, signal).catch(() => undefined);
    return container && memberOf(container, network);
  });
  signal.throwIfAborted();
  return members.flatMap((member) => member ?? []).toSorted((a, b) => a.name.localeCompare(b.name));
}

export function memberOf(container: NetworkedContainer, network: NetworkSummary): NetworkMember | undefined {
  const endpoint = endpointOn(container, network);
  if (!endpoint) return undefined;
  const name = nameOf(container);
  const aliases = (endpoint.Aliases ?? []).filter((alias) => !container.Id.startsWith(alias));
  const links = [...(endpoint.Links ?? []), ...(isDefaultBridge(network) ? (container.HostConfig?.Links ?? []) : [])];
  const fixed = endpoint.IPAMConfig ?? {};
  return {
    id: container.Id,
    name,
    state: readState(container.State?.Status),
    ...(endpoint.IPAddress && { ipAddress: endpoint.IPAddress }),
    ...(endpoint.GlobalIPv6Address && { ipv6Address: endpoint.GlobalIPv6Address }),
    ...(endpoint.MacAddress && { macAddress: endpoint.MacAddress }),
    ...(fixed.IPv4Address && { fixedIpAddress: fixed.IPv4Address }),
    ...(fixed.IPv6Address && { fixedIpv6Address: fixed.IPv6Address }),
    aliases,
    names: isDefaultBridge(network) ? [] : namesOf(container, endpoint),
    links: links.map(readLink),
  };
}

export function endpointOn(
  { NetworkSettings }: NetworkedContainer,
  { id, name }: NetworkSummary,
): InspectedEndpoint | undefined {
  for (const [key, endpoint] of Object.entries(NetworkSettings?.Networks ?? {})) {
    if (endpoint?.NetworkID ? isNetwork({ id, name }, endpoint.NetworkID) : key === name || key === id)
      return endpoint ?? {};
  }
  return undefined;
}

/** Older engines do not say them: the aliases there have the short id among them. */
function namesOf(container: NetworkedContainer, { DNSNames, Aliases }: InspectedEndpoint): readonly string[] {
  const said =
    DNSNames && DNSNames.length > 0 ? DNSNames : [nameOf(container), ...(Aliases ?? []), container.Id.slice(0, 12)];
  return [...new Set(said)];
}

/** `db:alias`, `/db:/web/alias` */
export function readLink(link: string): readonly [target: string, alias: string] {
  const [target = '', alias = target] = link.split(':');
  return [target.replace(/^\//, ''), alias.replace(/^.*\//, '')];
}

/** Podman 4 says a container’s network by its name where others say its id. */
export const isNetwork = ({ id, name }: Pick<NetworkSummary, 'id' | 'name'>, said: string | undefined): boolean =>
  said === id || said === name;
