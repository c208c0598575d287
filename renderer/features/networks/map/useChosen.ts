import { useMemo } from 'react';
import type { ContainerSummary } from '../../../../contract/model/container.ts';
import type { NetworkSummary } from '../../../../contract/model/network.ts';
import { APART, WORLD } from './graph.ts';
import { networkOf } from './place.ts';
import type { Light, LightOf } from './nodes.ts';
import { type ReachOf, reachFrom } from './reach.ts';

/** What is chosen on the map: a container, with what it reaches; or a network, with who is on it. */
export type Chosen =
  | { readonly type: 'container'; readonly container: ContainerSummary; readonly reach: ReachOf }
  | { readonly type: 'network'; readonly network: NetworkSummary; readonly members: readonly ContainerSummary[] };

/** What the chosen one has to do with everything else. */
export function useChosen(
  id: string | undefined,
  containers: readonly ContainerSummary[],
  networks: readonly NetworkSummary[],
): { readonly chosen: Chosen | undefined; readonly lightOf: LightOf } {
  return useMemo(() => {
    const chosen = chosenOf(id, containers, networks);
    return { chosen, lightOf: lightsOf(chosen) };
  }, [id, containers, networks]);
}

function chosenOf(
  id: string | undefined,
  containers: readonly ContainerSummary[],
  networks: readonly NetworkSummary[],
): Chosen | undefined {
  if (id === undefined) return undefined;
  const container = containers.find((one) => one.id === id);
  if (container) return { type: 'container', container, reach: reachFrom(container, containers, networks) };
  const network = networks.find((one) => one.id === networkOf(id));
  if (!network) return undefined;
  const members = containers.filter((one) => one.networks.some(({ networkId }) => networkId === network.id));
  return { type: 'network', network, members };
}

function lightsOf(chosen: Chosen | undefined): LightOf {
  if (!chosen) return () => 'plain';
  const lights = new Map<string, Light>();
  if (chosen.type === 'container') {
    const { container, reach } = chosen;
    for (const { id } of reach.neighbours) lights.set(id, 'reached');
    for (const { networkId } of container.networks) if (networkId) lights.set(networkId, 'reached');
    if (container.networks.length === 0) lights.set(APART, 'reached');
    if (reach.published.length > 0 || reach.outside === 'yes' || reach.outside === 'machine')
      lights.set(WORLD, 'reached');
    lights.set(container.id, 'chosen');
  } else {
    for (const { id } of chosen.members) lights.set(id, 'reached');
    if (!chosen.network.isInternal) lights.set(WORLD, 'reached');
    lights.set(chosen.network.id, 'chosen');
  }
  return (id) => lights.get(id) ?? 'dimmed';
}
