import { z } from 'zod';
import type { LiveChange } from '../model/change.ts';
import { ContainerId } from '../model/container.ts';
import {
  type Connected,
  type ConnectPlan,
  EndpointSettings,
  type NetworkDetail,
  type NetworkRemovalPlan,
  NetworkSettings,
  type NetworkSummary,
  type NetworkSurroundings,
} from '../model/network.ts';
import { HostName, PortNumber, type PublishedPorts, type ReachReport } from '../model/reach.ts';
import { call, stream } from '../rpc/define.ts';

const context = z.object({ context: z.string().min(1) });
const networkId = z.string().min(1);
const one = context.extend({ id: networkId });
const many = context.extend({ ids: z.array(networkId).min(1) });
const membership = z.object({ networkId, containerId: ContainerId });
const pair = context.extend({ fromId: ContainerId, toId: ContainerId });

export const networks = {
  /** By name. */
  list: call(context).returns<readonly NetworkSummary[]>(),
  watch: stream(context).of<LiveChange<NetworkSummary>>(),
  /** With the containers on it, those that do not run included. */
  inspect: call(one).returns<NetworkDetail>(),
  surroundings: call(context).returns<NetworkSurroundings>(),
  create: call(context.extend({ settings: NetworkSettings })).returns<{
    readonly id: string;
    readonly warning?: string;
  }>(),
  connect: call(context.extend({ ...membership.shape, endpoint: EndpointSettings })).returns<void>(),
  disconnect: call(context.extend({ ...membership.shape, force: z.boolean().default(false) })).returns<void>(),
  previewRemove: call(many).returns<NetworkRemovalPlan>(),
  /** Disconnects these first, then removes exactly those networks: a job. */
  remove: call(many.extend({ disconnect: z.array(membership).default([]) })).returns<{ jobId: string }>(),
  /** Those that no container is on. Docker's own prune also takes what stopped containers need to start again. */
  previewPrune: call(
    context.extend({
      withStopped: z.boolean().default(false),
      /** Only those created before; epoch ms. */
      createdBefore: z.number().optional(),
    }),
  ).returns<NetworkRemovalPlan>(),
  previewConnectTo: call(pair).returns<ConnectPlan>(),
  /** Puts both on one network, that of this id or a new one of this name, where the second is found by the alias too. */
  connectTo: call(
    pair.extend({
      network: z.union([z.object({ id: networkId }), z.object({ newName: z.string().min(1) })]),
      alias: z.string().min(1).optional(),
    }),
  ).returns<Connected>(),
  /**
   * From a container to a name or address and a port: what is known first, then what was tried. With an image the try is
   * made by a container of it that shares the network of the first, for one without tools.
   */
  tryReach: stream(
    context.extend({ fromId: ContainerId, host: HostName, port: PortNumber, image: z.string().min(1).optional() }),
  ).of<ReachReport>(),
  publishedPorts: call(context.extend({ id: ContainerId })).returns<PublishedPorts>(),
};
