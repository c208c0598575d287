import type { ServiceOf } from '../../contract/index.ts';
import { listNetworks } from '../live/networkList.ts';
import { publishedPorts } from '../networks/publishedPorts.ts';
import { tryReach } from '../networks/tryReach.ts';
import { readNetwork } from './networks/ask.ts';
import { previewConnectTo } from './networks/connectPlan.ts';
import { connectTo } from './networks/connectTo.ts';
import { createNetwork } from './networks/create.ts';
import type { NetworksDeps } from './networks/deps.ts';
import { connectContainer, disconnectContainer } from './networks/membership.ts';
import { readMembers } from './networks/members.ts';
import { previewPruneNetworks, previewRemoveNetworks } from './networks/removalPlan.ts';
import { removeNetworks } from './networks/remove.ts';
import { readSurroundings } from './networks/surroundings.ts';

/** Networks of any engine: what they are, who is on them, and what reaches what. */
export function createNetworksService(deps: NetworksDeps): ServiceOf<'networks'> {
  const { getConnection } = deps;
  return {
    async *watch({ context }, signal) {
      const release = deps.hold(context);
      try {
        yield* deps.live.watchNetworks(context, signal);
      } finally {
        release();
      }
    },
    async list({ context }, signal) {
      const networks = await listNetworks(await getConnection(context, signal))(undefined, signal);
      return networks.toSorted((a, b) => a.name.localeCompare(b.name));
    },
    async inspect({ context, id }, signal) {
      const connection = await getConnection(context, signal);
      const { network, raw } = await readNetwork(connection, id, signal);
      return { ...network, members: await readMembers(connection, network, signal), raw };
    },
    surroundings: async ({ context }, signal) => readSurroundings(await getConnection(context, signal), signal),
    create: (input, signal) => createNetwork(deps, input, signal),
    connect: (input, signal) => connectContainer(deps, input, signal),
    disconnect: (input, signal) => disconnectContainer(deps, input, signal),
    previewRemove: async ({ context, ids }, signal) =>
      previewRemoveNetworks(await getConnection(context, signal), ids, signal),
    remove: async (input) => ({ jobId: removeNetworks(deps, input) }),
    previewPrune: async ({ context, ...which }, signal) =>
      previewPruneNetworks(await getConnection(context, signal), which, signal),
    previewConnectTo: async ({ context, ...pair }, signal) =>
      previewConnectTo(await getConnection(context, signal), pair, signal),
    connectTo: (input, signal) => connectTo(deps, input, signal),
    tryReach: (input, signal) => tryReach(deps, input, signal),
    publishedPorts: async ({ context, id }, signal) => publishedPorts(await getConnection(context, signal), id, signal),
  };
}
