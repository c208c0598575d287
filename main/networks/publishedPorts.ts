import type { Protocol } from '../../contract/model/container.ts';
import type { PortReach, PortWay, PublishedPorts } from '../../contract/model/reach.ts';
import type { Connection } from '../docker/connection.ts';
import { toFailure } from '../docker/errors.ts';
import { requestJson } from '../docker/request.ts';
import { readProtocol } from '../live/summary.ts';
import { inspectContainer, type NetworkedContainer, nameOf } from '../services/networks/members.ts';
import { connectFromHost } from './connectFromHost.ts';
import { type DockerProxy, dockerProxies } from './dockerProxies.ts';
import { type HostAddress, hostAddresses } from './hostAddresses.ts';
import { howItListens, isLoopback } from './procNet.ts';
import { type Listening, listeningSockets } from './sockets.ts';

interface SaidInfo {
  readonly FirewallBackend?: { readonly Driver?: string } | null;
  readonly OSType?: string;
}

interface Ground {
  readonly name: string;
  readonly target: PortWay['target'];
  readonly listening: Listening | undefined;
  readonly proxies: readonly DockerProxy[];
  readonly addresses: readonly HostAddress[];
  readonly firewall: string | undefined;
  readonly isLocal: boolean;
}

interface Binding {
  readonly containerPort: number;
  readonly protocol: Protocol;
  readonly hostIp: string;
  readonly hostPort: number;
}

/** The way of each published port of a container, from the machine to the program. */
export async function publishedPorts(connection: Connection, id: string, signal: AbortSignal): Promise<PublishedPorts> {
  const { isLocal } = connection;
  const container = await inspectContainer(connection, id, signal);
  const bindings = bindingsOf(container);
  const isUp = container.State?.Status === 'running';
  const [listening, proxies, info] = await Promise.all([
    isUp ? lookAtSockets(connection, container, signal) : undefined,
    isLocal && bindings.length > 0 ? dockerProxies() : [],
    requestJson<SaidInfo>(connection.docker, { method: 'GET', path: '/info', signal }).catch((thrown: unknown) => {
      throw toFailure(thrown, { context: connection.context }, signal);
    }),
  ]);
  const ground: Ground = {
    name: nameOf(container),
    target: targetOf(container),
    listening,
    proxies,
    addresses: isLocal ? hostAddresses() : [],
    firewall: info.FirewallBackend?.Driver,
    isLocal,
  };
  const ways = await Promise.all(bindings.map((binding) => wayOf(binding, ground, signal)));
  const published = new Set(bindings.map(({ containerPort, protocol }) => `${containerPort} ${protocol}`));
  return {
    ways,
    ...(listening && {
      unpublished: listening.sockets.filter(({ port, protocol }) => !published.has(`${port} ${protocol}`)),
    }),
    isLocal,
  };
}

async function lookAtSockets(connection: Connection, container: NetworkedContainer, signal: AbortSignal) {
  const running = { id: container.Id, name: nameOf(container), pid: container.State?.Pid };
  try {
    return await listeningSockets(connection, running, signal);
  } catch {
    signal.throwIfAborted();
    return undefined; // it may just have stopped
  }
}

function bindingsOf({ NetworkSettings }: NetworkedContainer): readonly Binding[] {
  return Object.entries(NetworkSettings?.Ports ?? {})
    .flatMap(([key, bindings]) => {
      const [port = '', protocol] = key.split('/');
      return (bindings ?? []).map(({ HostIp, HostPort }) => ({
        containerPort: Number(port),
        protocol: readProtocol(protocol),
        hostIp: HostIp || '0.0.0.0',
        hostPort: Number(HostPort),
      }));
    })
    .toSorted((a, b) => a.hostPort - b.hostPort || a.hostIp.localeCompare(b.hostIp));
}

/** The engine sends on to the network that is the gateway of the container: the first in its own order. */
function targetOf({ NetworkSettings }: NetworkedContainer): PortWay['target'] {
  const networks = Object.entries(NetworkSettings?.Networks ?? {}).filter(([, endpoint]) => endpoint?.IPAddress);
  const [first] = networks.toSorted(
    ([a, one], [b, other]) => (other?.GwPriority ?? 0) - (one?.GwPriority ?? 0) || (a < b ? -1 : 1),
  );
  return first && { network: first[0], address: first[1]?.IPAddress ?? '' };
}

async function wayOf(binding: Binding, ground: Ground, signal: AbortSignal): Promise<PortWay> {
  const { containerPort, protocol, hostIp, hostPort } = binding;
  const { listening, isLocal } = ground;
  const proxy = ground.proxies.find(
    (one) =>
      one.protocol === protocol &&
      one.hostPort === hostPort &&
      one.hostIp === hostIp &&
      // Another engine of this machine may have one for the same port of another address.
      one.containerPort === containerPort,
  );
  const target =
    ground.target && proxy ? { ...ground.target, address: proxy.containerIp || ground.target.address } : ground.target;
  const reach = reachOf(hostIp);
  const listens =
    listening && protocol !== 'sctp' ? howItListens(listening.sockets, containerPort, protocol) : undefined;
  const probe = isLocal && protocol === 'tcp' ? await connectFromHost(nearest(hostIp), hostPort, signal) : undefined;
  return {
    ...binding,
    reach,
    hostAddresses: openAt(hostIp, ground.addresses),
    ...(target && { target }),
    rules: rulesOf(proxy, ground.firewall, isLocal),
    ...(listens && { listens }),
    ...(probe && { probe }),
    summary: summaryOf(reach, hostIp, listens, probe),
  };
}

export function reachOf(hostIp: string): PortReach {
  if (hostIp === '0.0.0.0' || hostIp === '::') return 'every-address';
  return isLoopback(hostIp) ? 'loopback' : 'one-address';
}

const nearest = (hostIp: string): string => (hostIp === '0.0.0.0' ? '127.0.0.1' : hostIp === '::' ? '::1' : hostIp);

function openAt(hostIp: string, addresses: readonly HostAddress[]): PortWay['hostAddresses'] {
  const version = hostIp.includes(':') ? 6 : 4;
  return addresses
    .filter((one) =>
      reachOf(hostIp) === 'every-address' ? one.version === version && !one.isLoopback : one.address === hostIp,
    )
    .map((one) => ({ interface: one.interface, address: one.address }));
}

function rulesOf(proxy: DockerProxy | undefined, firewall: string | undefined, isLocal: boolean): readonly string[] {
  const backend = firewall?.replace('+', ' and ');
  return [
    // Before Docker 28 the engine does not say what it uses.
    backend === undefined
      ? 'a rule of the engine’s firewall sends packets on to the container'
      : `a rule of ${backend} sends packets on to the container`,
    ...(proxy
      ? [`docker-proxy (process ${proxy.pid}) takes what the rule does not: connections from this machine itself`]
      : []),
    ...(!proxy && isLocal ? ['no docker-proxy runs for it'] : []),
  ];
}

function summaryOf(reach: PortReach, hostIp: string, listens: PortWay['listens'], probe: PortWay['probe']): string {
  const from = {
    loopback: 'Only programs on the engine’s machine reach it',
    'one-address': `Whoever reaches ${hostIp} reaches it`,
    'every-address': 'Whoever reaches the engine’s machine, by any of its addresses, reaches it',
  }[reach];
  if (listens === 'no') return `${from}, but nothing in the container waits on this port.`;
  if (listens === 'loopback-only') {
    return `${from}, but the program in the container waits on 127.0.0.1 only: it must listen on 0.0.0.0.`;
  }
  if (probe?.outcome === 'answers') return `${from}, and it answers.`;
  if (probe?.outcome === 'closed') return `${from}, but the container closes the connection at once.`;
  if (probe?.outcome === 'refused' || probe?.outcome === 'timeout') return `${from}, but it does not answer from here.`;
  return `${from}.`;
}
