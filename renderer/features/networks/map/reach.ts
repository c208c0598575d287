import type { ContainerSummary } from '../../../../contract/model/container.ts';
import type { NetworkSummary } from '../../../../contract/model/network.ts';
import { publishedOf } from './graph.ts';

export interface Neighbour {
  readonly id: string;
  readonly name: string;
  readonly state: ContainerSummary['state'];
  /** The networks that both are on. */
  readonly via: readonly string[];
}

/** What reaches what, seen from one container. */
export interface ReachOf {
  readonly neighbours: readonly Neighbour[];
  /** On a common network that keeps its containers apart. */
  readonly keptApart: readonly Neighbour[];
  /** `0.0.0.0:8080 → 80/tcp` */
  readonly published: readonly string[];
  /** Whether it reaches what is outside of the engine. */
  readonly outside: 'yes' | 'no' | 'machine' | 'unknown';
}

export function reachFrom(
  container: ContainerSummary,
  containers: readonly ContainerSummary[],
  networks: readonly NetworkSummary[],
): ReachOf {
  const known = new Map(networks.map((network) => [network.id, network]));
  const own = new Map(
    container.networks.flatMap(({ networkId, name }) => (networkId ? [[networkId, name] as const] : [])),
  );
  const neighbours: Neighbour[] = [];
  const keptApart: Neighbour[] = [];
  for (const { id, name, state, networks: its } of containers) {
    if (id === container.id) continue;
    const common = its.flatMap(({ networkId }) => {
      const network = known.get(networkId ?? '');
      return networkId !== undefined && own.has(networkId) && network?.driver !== 'null'
        ? [{ networkId, network }]
        : [];
    });
    if (common.length === 0) continue;
    const open = common.filter(({ network }) => !isApart(network));
    const via = (open.length > 0 ? open : common).map(({ networkId }) => own.get(networkId) ?? '');
    (open.length > 0 ? neighbours : keptApart).push({ id, name, state, via });
  }
  return {
    neighbours,
    keptApart,
    published: publishedOf(container).map(
      ({ hostIp, hostPort, containerPort, protocol }) => `${hostIp}:${hostPort} → ${containerPort}/${protocol}`,
    ),
    outside: outsideOf([...own.keys()].flatMap((id) => known.get(id) ?? [])),
  };
}

const isApart = (network: NetworkSummary | undefined): boolean =>
  network?.options['com.docker.network.bridge.enable_icc'] === 'false';

function outsideOf(own: readonly NetworkSummary[]): ReachOf['outside'] {
  if (own.length === 0) return 'unknown';
  if (own.some(({ driver }) => driver === 'host')) return 'machine';
  return own.some(({ isInternal, driver }) => !isInternal && driver !== 'null') ? 'yes' : 'no';
}
