import type { ContainerSummary } from '../../../contract/model/container.ts';
import {
  isEngineOwn,
  type NetworkRemovalPlan,
  type NetworkSummary,
  type PlannedNetworkRemoval,
} from '../../../contract/model/network.ts';
import type { Connection } from '../../docker/connection.ts';
import { listNetworks } from '../../live/networkList.ts';
import { readNetwork } from './ask.ts';
import { isOn, listContainers } from './members.ts';

const UP = new Set(['running', 'paused', 'restarting']);

/** Rejects with `not-found` when one of them is gone. */
export async function previewRemoveNetworks(
  connection: Connection,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<NetworkRemovalPlan> {
  const [networks, containers] = await Promise.all([
    Promise.all(ids.map(async (id) => (await readNetwork(connection, id, signal)).network)),
    listContainers(connection, signal),
  ]);
  return { networks: networks.map((network) => planOf(network, containers)) };
}

export async function previewPruneNetworks(
  connection: Connection,
  which: { readonly withStopped: boolean; readonly createdBefore?: number | undefined },
  signal: AbortSignal,
): Promise<NetworkRemovalPlan> {
  const [networks, containers] = await Promise.all([
    listNetworks(connection)(undefined, signal),
    listContainers(connection, signal),
  ]);
  return { networks: prunable(networks, containers, which).toSorted((a, b) => a.name.localeCompare(b.name)) };
}

/** What a prune takes: of this engine alone, as swarm networks belong to all of its machines. */
export function prunable(
  networks: readonly NetworkSummary[],
  containers: readonly ContainerSummary[],
  { withStopped, createdBefore }: { readonly withStopped: boolean; readonly createdBefore?: number | undefined },
): PlannedNetworkRemoval[] {
  return networks
    .filter(({ scope, createdAt }) => scope === 'local' && (createdBefore === undefined || createdAt < createdBefore))
    .map((network) => planOf(network, containers))
    .filter(({ outcome, members }) => outcome === 'removed' && (withStopped || members.length === 0));
}

function planOf(network: NetworkSummary, containers: readonly ContainerSummary[]): PlannedNetworkRemoval {
  const members = containers.filter((container) => isOn(container, network));
  const isBlocked = members.some(({ state }) => UP.has(state));
  const { id, name, driver, subnets, stack } = network;
  return {
    id,
    name,
    driver,
    subnets,
    ...(stack !== undefined && { stack }),
    outcome: isEngineOwn(network) ? 'own' : isBlocked ? 'blocked' : 'removed',
    members: members.map((member) => ({ id: member.id, name: member.name, state: member.state })),
  };
}
